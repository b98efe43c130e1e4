function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export const keepActive = (child) => localStorage.setItem('afterbell.child', JSON.stringify(child));

function ask(path) {
  const token = stored('afterbell.token');
  return fetch(path, { headers: token ? { Authorization: `Bearer ${token}` } : {} });
}

async function get(path) {
  // boot.js has asked already: the same lever for all.
  const response = await (window.afterbellAsked?.(path) ?? ask(path));
  if (!response.ok) throw new Error(path);
  return response.json();
}

async function school() {
  const { menu: hash } = await get('/api/school');
  return { hash, menu: await get(`/api/menus/${hash}`) };
}

/** Everything the home shows. No request waits for another that it does not need. */
export async function load() {
  const [{ hash, menu }, places, me] = await Promise.all([school(), get('/api/places'), get('/api/me')]);
  const clock = { told: Date.parse(me.now), at: performance.now() };
  return { hash, menu, places, children: me.children, active: stored('afterbell.child'), drafts: stored('afterbell.drafts') ?? [], clock };
}

export function listen(onPlaces) {
  const source = new EventSource('/api/places/events');
  source.onmessage = (event) => onPlaces(JSON.parse(event.data));
  return () => source.close();
}
