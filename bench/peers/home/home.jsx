// The parent's home, element for element what src/pages/week.rs draws.
import { useEffect, useMemo, useState } from 'hooks';
import { keepActive, listen } from './api.js';
import { phase } from './rules.js';
import { WEEKDAY, classOf, money, phaseWords, range, span } from './say.js';
import { standing } from './week.js';

const MARK = {
  sport: 'M6 0 12 11H0z',
  arts: 'M6 0a6 6 0 1 1 0 12A6 6 0 0 1 6 0z',
  science: 'M1 1h10v10H1z',
  reading: 'M0 2l6 2 6-2v8l-6 2-6-2z',
  labour: 'M6 0l6 6-6 6-6-6z',
  moral: 'M6 11.5 0 5.5A3.2 3.2 0 0 1 6 2a3.2 3.2 0 0 1 6 3.5z',
  other: 'M0 4.5h12v3H0z',
};

const drawing = (name, box, path) => (
  <svg className={name} viewBox={box} aria-hidden="true">
    <path d={path} />
  </svg>
);
const mark = (category) => drawing(`mark ${category}`, '0 0 12 12', MARK[category]);
const icon = (path) => drawing('icon', '0 0 24 24', path);
const onward = () => icon('M9 5l7 7-7 7');

/** The school's time, to the second. */
const read = ({ told, at }) => told + Math.floor(Math.max(0, performance.now() - at) / 1000) * 1000;

function useNow(clock) {
  const [now, setNow] = useState(() => read(clock));
  useEffect(() => {
    const ticking = setInterval(() => setNow(read(clock)), 1000);
    return () => clearInterval(ticking);
  }, [clock]);
  return now;
}

export function Home({ first }) {
  const [known, setKnown] = useState(first);
  useEffect(() => listen((places) => setKnown((before) => ({ ...before, places, clock: { told: Date.parse(places.as_of), at: performance.now() } }))), []);
  const now = read(known.clock);
  const { name } = phase(known.menu, now);
  // The verdict changes by itself only when a phase ends.
  const at = useMemo(() => standing({ ...known, now }), [known, name]);
  const { menu, children, places, clock } = known;
  const switchTo = (id) => {
    keepActive(id);
    setKnown((before) => ({ ...before, active: id }));
  };
  return (
    <>
      <header className="week-top">
        <div className="top-bar">
          <span className="service">{`${menu.school.name} · ${menu.term.name}`}</span>
          <a className="tool" href="#/settings" aria-label="设置">
            {icon('M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5')}
          </a>
        </div>
        <nav className="children" aria-label="孩子">
          {children.map(({ student }) => (
            <Chip key={student.id} student={student} isActive={student === at.child.student} onPick={switchTo} />
          ))}
          <a className="child add" href="#/bind" aria-label="添加孩子">
            {icon('M12 5v14M5 12h14')}
          </a>
        </nav>
      </header>
      <main id="main" className="week">
        <h1 className="visually-hidden">{`${at.child.student.name}的一周`}</h1>
        <Phase menu={menu} clock={clock} />
        <Age asOf={places.as_of} clock={clock} />
        <div className="days">
          {at.days.map((day) => (
            <Day key={day.weekday} day={day} menu={menu} at={at} />
          ))}
        </div>
        <a className="all-courses" href="#/courses">
          {`全部 ${menu.offerings.length} 门课程`}
          {onward()}
        </a>
        <a className="all-courses" href="#/timetable">
          课表、日历和打印
          {onward()}
        </a>
      </main>
      <Bar at={at} />
    </>
  );
}

function Chip({ student, isActive, onPick }) {
  return (
    <button className="child" aria-current={isActive ? 'true' : undefined} onClick={() => onPick(student.id)}>
      <i aria-hidden="true">{[...student.name].at(-1)}</i>
      <span>{student.name}</span>
      <span className="class">{classOf(student.class)}</span>
    </button>
  );
}

function Phase({ menu, clock }) {
  const now = useNow(clock);
  const [headline, detail] = phaseWords(phase(menu, now), now);
  return (
    <section className="phase">
      <b role="timer">{headline}</b>
      <p>{detail}</p>
    </section>
  );
}

function Age({ asOf, clock }) {
  const age = useNow(clock) - Date.parse(asOf);
  return (
    <p className="age" role="status">
      {age > 25_000 ? `${span(age)}前的名额` : ''}
    </p>
  );
}

function Day({ day, menu, at }) {
  const { weekday, bell, entries, covered, pickUp, isHeld, home } = day;
  const care = pickUp ? '基本托管' : '不托管';
  const leaves = pickUp ? `${pickUp} 接` : home ? `${home} 放学` : '';
  return (
    <section className="day">
      <div>
        <h2 id={`day-${weekday}`} tabIndex={-1}>
          {WEEKDAY[weekday]}
        </h2>
        <span>{bell}</span>
      </div>
      <div className={pickUp ? 'track' : 'track none'}>
        {entries.map((entry) =>
          entry.offering ? (
            <Block key={entry.key} entry={entry} menu={menu} at={at} />
          ) : (
            <Slot key={entry.key} slot={entry} weekday={weekday} />
          ),
        )}
        {covered > 0 && (
          <a className="covered" href={`#/courses/${weekday}`}>
            {`同一时间的其他 ${covered} 门`}
            {onward()}
          </a>
        )}
        {isHeld && (
          <a className="ground" href={`#/care/${weekday}`} aria-label={`${WEEKDAY[weekday]}托管，${care} ${leaves}，点按更改`}>
            <strong>{care}</strong>{' '}
            <span>
              {leaves}
              {onward()}
            </span>
          </a>
        )}
      </div>
    </section>
  );
}

function Block({ entry: { offering, time }, menu, at }) {
  const course = menu.courses.find(({ id }) => id === offering.course);
  const isEnrolled = at.child.student.enrolled?.includes(offering.id);
  const [state, word] = !at.can.has(offering.id) ? ['state no', '不能选'] : isEnrolled ? ['state', '已选上'] : ['state wait', '待提交'];
  const room = offering.sessions[0]?.room;
  return (
    <a className="block" href={`#/course/${offering.id}`}>
      {mark(course.category)}
      <b>{course.name}</b>
      <span className={state}>{word}</span>
      <small>{room ? `${range(time)} · ${room}` : range(time)}</small>
    </a>
  );
}

function Slot({ slot: { time, available }, weekday }) {
  return (
    <a className={available ? 'slot' : 'slot empty'} href={`#/slot/${weekday}/${time.start}-${time.end}`}>
      <b>选课程</b>
      <span>{available ? `${range(time)} · ${available} 门可选` : `${range(time)} · 暂无可选`}</span>
    </a>
  );
}

function Bar({ at: { chosen, draft, hasChanges, isHeld } }) {
  const total = chosen.reduce((sum, { fee_fen }) => sum + fee_fen, 0);
  const care = draft.care.length ? `托管 ${draft.care.length} 天` : '不托管';
  const state = hasChanges ? ' · 有改动未提交' : isHeld ? ' · 已提交' : '';
  const isDone = isHeld && !hasChanges;
  return (
    <section className="bar" aria-label="已选内容">
      <div role="status">
        <b>{chosen.length ? `${chosen.length} 门 · ${money(total)}` : '还没有选'}</b>
        <span>{care + state}</span>
      </div>
      <a className="go" href={isDone ? '#/receipt' : '#/review'}>
        {isDone ? '看回执' : '去确认'}
      </a>
    </section>
  );
}
