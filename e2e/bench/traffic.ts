import type { CDPSession } from '@playwright/test';

interface Request {
  path: string;
  start: number;
  end: number;
  bytes: number;
}

/** What a page fetches, as the network saw it: compressed, with headers. */
export class Traffic {
  private readonly requests = new Map<string, Request>();
  private began = NaN;

  private constructor() {}

  static async watch(devtools: CDPSession): Promise<Traffic> {
    const traffic = new Traffic();
    const { requests } = traffic;
    devtools.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
      if (requests.size === 0) traffic.began = timestamp;
      // A menu's name is as long as a hash.
      const path = new URL(request.url).pathname.replace(/[0-9a-f]{16,}/, '…');
      requests.set(requestId, { path, start: timestamp, end: NaN, bytes: 0 });
    });
    devtools.on('Network.responseReceived', ({ requestId, response }) => {
      const request = requests.get(requestId);
      if (request) request.bytes = response.encodedDataLength;
    });
    devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
      const request = requests.get(requestId);
      if (request) request.bytes += encodedDataLength;
    });
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
      const request = requests.get(requestId);
      if (!request) return;
      request.end = timestamp;
      request.bytes = encodedDataLength;
    });
    await devtools.send('Network.enable');
    return traffic;
  }

  soFar(): { bytes: number; requests: number } {
    const all = [...this.requests.values()];
    return { bytes: all.reduce((sum, { bytes }) => sum + bytes, 0), requests: all.length };
  }

  /** Milliseconds since the navigation began. */
  waterfall(): Request[] {
    const since = (timestamp: number) => Math.round((timestamp - this.began) * 1000);
    return [...this.requests.values()].map(({ path, start, end, bytes }) => ({ path, start: since(start), end: since(end), bytes }));
  }
}
