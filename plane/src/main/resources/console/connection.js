// The line to the control plane: comes back by itself, and says plainly when it is gone.

const SILENCE_MAX_MILLIS = 12_000; // the server speaks every 5 s at least
const RETRY_MILLIS = 2_000;

export class Connection {
  #source;
  #heard = 0;
  #retry;
  #waiting;
  #clockOffset = 0;
  #on;

  /** @param on {picture(picture), history(history), live(), lost()} */
  constructor(on) {
    this.#on = on;
    this.#open();
    setInterval(() => this.#watch(), 1000);
  }

  /** The server's time now: the viewer's clock may be wrong, and ages must not be. */
  now() {
    return Date.now() + this.#clockOffset;
  }

  #open() {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#heard = performance.now();
    const source = new EventSource('/events');
    this.#source = source;
    const listen = (name, handle) => source.addEventListener(name, (event) => {
      if (source !== this.#source) return;
      this.#heard = performance.now();
      handle(JSON.parse(event.data));
    });
    listen('hello', (hello) => this.#hello(hello));
    listen('beat', (beat) => this.#setClock(beat.now));
    listen('picture', (picture) => (this.#waiting ? this.#waiting.push(picture) : this.#on.picture(picture)));
    source.onerror = () => {
      if (source === this.#source) this.#lose();
    };
  }

  #hello(hello) {
    this.#setClock(hello.now);
    this.#on.live();
    if (!hello.resumed) this.#loadHistory(this.#source);
  }

  /** Pictures that come meanwhile wait, so that the lines stay in order. */
  async #loadHistory(source) {
    this.#waiting = [];
    let history;
    try {
      const answer = await fetch('/api/history');
      if (answer.ok) history = await answer.json();
    } catch {
      // The line went dead again; that is noticed, and said, by the source.
    }
    if (source !== this.#source) return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (history) this.#on.history(history);
    waiting.forEach((picture) => this.#on.picture(picture));
  }

  #setClock(now) {
    this.#clockOffset = Date.parse(now) - Date.now();
  }

  /** The browser tries again by itself, but not after every kind of error. */
  #lose() {
    this.#on.lost();
    if (this.#source.readyState === EventSource.CLOSED && !this.#retry) {
      this.#retry = setTimeout(() => this.#open(), RETRY_MILLIS);
    }
  }

  /** A line can be dead without an error: a laptop that slept, a cable that was pulled. */
  #watch() {
    if (this.#retry || performance.now() - this.#heard < SILENCE_MAX_MILLIS) return;
    this.#source.close();
    this.#on.lost();
    this.#open();
  }
}
