import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';

const MILLISECONDS = 700;

/** How fast this machine is just now: requests to an HTTP server of a few lines, one by one. */
export async function echoesPerSecond(): Promise<number> {
  const server = createServer((_, response) => response.end('echo')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < MILLISECONDS) {
    await echo(port, agent);
    count += 1;
  }
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  server.close();
  return Math.round(count / seconds);
}

function echo(port: number, agent: Agent): Promise<void> {
  return new Promise((done, failed) => {
    const request = get({ host: '127.0.0.1', port, agent }, (response) => {
      response.on('end', done).resume();
    });
    request.on('error', failed);
  });
}
