import { once } from 'node:events';
import { Replaced } from './engine.ts';

interface Answer {
  id?: number;
  method?: string;
  result?: unknown;
  error?: { message: string };
}

/** The tongue of Chromium's tools, of which engines of ten years understand the words used here. */
export class DevTools {
  private last = 0;
  private readonly waiting = new Map<number, (answer: Answer) => void>();

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer;
      if (answer.id !== undefined) this.waiting.get(answer.id)?.(answer);
    });
    socket.addEventListener('close', () => {
      for (const answer of this.waiting.values()) answer({ error: { message: 'the browser has ended' } });
    });
  }

  /** Node 20 has web sockets when it is asked for them (`--experimental-websocket`), as later ones always do. */
  static async of(url: string): Promise<DevTools> {
    const socket = new WebSocket(url);
    await once(socket, 'open');
    return new DevTools(socket);
  }

  async send<T = unknown>(method: string, params: object = {}): Promise<T> {
    const id = ++this.last;
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    this.socket.send(JSON.stringify({ id, method, params }));
    const answer = await answered;
    this.waiting.delete(id);
    // Asked while another page came.
    if (answer.error && /context|navigated or closed/i.test(answer.error.message)) throw new Replaced();
    if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result as T;
  }

  /** What an expression comes to in the page, waited for. */
  async evaluate<T>(expression: string): Promise<T> {
    const asked = { expression, returnByValue: true, awaitPromise: true };
    type Evaluated = { result: { value: T }; exceptionDetails?: { text: string; exception?: { description?: string } } };
    const { result, exceptionDetails } = await this.send<Evaluated>('Runtime.evaluate', asked);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  close(): void {
    this.socket.close();
  }
}
