/** What the probe has seen, on `window.probe`. */
export interface Probe {
  /** When the whole week stood in the document. */
  drawn?: number;
  /** See `bench/README.md`. */
  interactive?: number;
  firstPaint?: number;
  firstContentfulPaint?: number;
  largestContentfulPaint?: number;
  /** Cumulative layout shift. */
  shift: number;
  memories: WebAssembly.Memory[];
}

declare global {
  interface Window {
    probe: Probe;
    /** Calls out of the page. */
    interactive: (text: string) => void;
  }
}

/** Runs in the page before anything else does. It asks for no frames and keeps no timer. */
export function install(): void {
  const probe: Probe = (window.probe = { shift: 0, memories: [] });
  const observe = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) probe.shift += value;
  });
  observe('paint', ({ name, startTime }) => {
    if (name === 'first-paint') probe.firstPaint = startTime;
    else probe.firstContentfulPaint = startTime;
  });
  observe('largest-contentful-paint', ({ startTime }) => {
    probe.largestContentfulPaint = startTime;
  });

  // Remembers the memory of a wasm instance, which the heap's own figure leaves out.
  const remember = ({ instance }: WebAssembly.WebAssemblyInstantiatedSource) => {
    const { memory } = instance.exports;
    if (memory instanceof WebAssembly.Memory) probe.memories.push(memory);
  };
  const stream = WebAssembly.instantiateStreaming.bind(WebAssembly);
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const made = await stream(source, imports);
    remember(made);
    return made;
  };

  /** Five days, each with its care, and the bar with what is chosen. */
  const isDrawn = () => {
    const care = [...document.querySelectorAll('main.week section.day .ground strong')];
    const bar = document.querySelector('.bar b')?.textContent;
    return care.length >= 5 && care.every((one) => one.textContent) && Boolean(bar);
  };
  const watching = new MutationObserver(() => {
    if (!isDrawn()) return;
    watching.disconnect();
    probe.drawn = performance.now();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        probe.interactive = performance.now();
        window.interactive('');
      };
      port2.postMessage('');
    });
  });
  watching.observe(document, { childList: true, subtree: true, characterData: true });
}

/** Taps the other child and waits until the screen shows it: milliseconds. */
export function tapOtherChild(): Promise<number> {
  return new Promise((done, failed) => {
    const chip = document.querySelectorAll<HTMLElement>('button.child')[1];
    if (!chip) return failed(new Error('there is no second child to tap'));
    setTimeout(() => failed(new Error('a tap on the second child did nothing')), 10_000);
    const start = performance.now();
    const watching = new MutationObserver(() => {
      if (chip.getAttribute('aria-current') !== 'true') return;
      watching.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now() - start);
        port2.postMessage('');
      });
    });
    watching.observe(document, { attributes: true, subtree: true });
    chip.click();
  });
}
