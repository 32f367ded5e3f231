/**
 * Stands in for undici, which @actions/http-client imports at start only to be ready for a proxy.
 * Loading it costs about 60 ms and 450 kB that a gate almost never needs, so the real package is
 * loaded at the first use. Only what @actions/http-client, @actions/core and @actions/github use
 * is offered. CommonJS, because both kinds of the toolkit's packages load it.
 */
const real = () => import('undici-real');

/** A dispatcher that becomes undici's ProxyAgent when the first request goes through it. */
class ProxyAgent {
  #options;
  #agent;

  constructor(options) {
    this.#options = options;
  }

  #load() {
    this.#agent ??= real().then(({ ProxyAgent: Agent }) => new Agent(this.#options));
    return this.#agent;
  }

  dispatch(options, handler) {
    this.#load().then(
      (agent) => agent.dispatch(options, handler),
      (error) => (handler.onResponseError ?? handler.onError)?.call(handler, undefined, error),
    );
    return true;
  }

  async close() {
    if (this.#agent) await (await this.#agent).close();
  }

  async destroy(error) {
    if (this.#agent) await (await this.#agent).destroy(error);
  }
}

/** undici's fetch, which accepts the dispatcher above. */
async function fetch(...request) {
  return (await real()).fetch(...request);
}

exports.ProxyAgent = ProxyAgent;
exports.fetch = fetch;
