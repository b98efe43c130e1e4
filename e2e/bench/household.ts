import { randomUUID } from 'node:crypto';
import type { School } from '../fixtures/school.ts';

const COURSES = ['民乐·古筝', '武术操'];
const CARE = [1, 2, 3].map((weekday) => ({ weekday, pick_up: '17:40' }));

/** Two children of one parent, the first with courses and care: the bearer token of the parent. */
export async function bindHousehold(school: School): Promise<string> {
  const send = async <T>(path: string, token?: string, body?: unknown): Promise<T> => {
    const answer = await fetch(school.server.url + path, {
      method: body ? 'POST' : 'GET',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': randomUUID(),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const { token, child } = await send<{ token: string; child: string }>('/api/children', undefined, { code: school.child('三(1)班').code });
  await send('/api/children', token, { code: school.child('五(1)班').code });
  const { menu } = await send<{ menu: string }>('/api/school');
  const { agreement, courses, offerings } = await send<Menu>(`/api/menus/${menu}`);
  const isChosen = (id: string) => courses.some((course) => course.id === id && COURSES.includes(course.name));
  const chosen = offerings.filter(({ course }) => isChosen(course)).map(({ id }) => id);
  if (agreement) await send(`/api/students/${child}/agreement`, token, { agreement, signed_name: '家长' });
  await send(`/api/students/${child}/selections`, token, { menu, offerings: chosen, care: CARE });
  return token;
}

interface Menu {
  agreement?: string;
  courses: { id: string; name: string }[];
  offerings: { id: string; course: string }[];
}
