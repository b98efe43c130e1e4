import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';

const PATIENCE = 60_000;

/** A program that runs beside a test: a driver, a display. */
export class Program {
  private readonly said: string[] = [];
  private readonly ended: Promise<unknown>;
  private readonly voice = new EventEmitter();

  constructor(
    private readonly name: string,
    private readonly child: ChildProcess,
  ) {
    // A program that cannot be started ends with an error instead of an exit.
    this.ended = once(child, 'exit').catch((problem: Error) => this.hear(problem.message));
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.hear(line));
    }
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** What it printed. */
  get log(): string {
    return this.said.join('\n');
  }

  /** What the pattern's group matches in the first line that fits. */
  async line(pattern: RegExp): Promise<string> {
    let isOver = false;
    const end = Promise.race([this.ended, once(AbortSignal.timeout(PATIENCE), 'abort')]).then(() => (isOver = true));
    while (!isOver) {
      const found = this.said.map((line) => pattern.exec(line)?.[1]).find((text) => text !== undefined);
      if (found !== undefined) return found;
      await Promise.race([once(this.voice, 'line'), end]);
    }
    throw new Error(`${this.name} did not start: ${this.log}`);
  }

  /** Ends it and what it started: a driver that was cut off leaves its browser behind. */
  async stop(): Promise<void> {
    this.signal('SIGTERM');
    await this.ended;
    this.signal('SIGKILL');
  }

  /** Without a process id there was never a group. */
  signal(name: NodeJS.Signals): void {
    if (this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, name);
    } catch {
      // Nobody of the group is left.
    }
  }

  private hear(line: string): void {
    this.said.push(line);
    this.voice.emit('line');
  }
}

/** Runs a program for as long as `use` takes. */
export async function running<T>(
  name: string,
  options: readonly string[],
  environment: Record<string, string>,
  use: (program: Program) => Promise<T>,
): Promise<T> {
  // A process group of its own, so that all of it can be ended.
  const child = spawn(name, options, { detached: true, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const program = new Program(name, child);
  // An interrupted runner ends in the middle of `use`.
  const kill = (): void => program.signal('SIGKILL');
  process.once('exit', kill);
  try {
    return await use(program);
  } finally {
    await program.stop();
    process.off('exit', kill);
  }
}
