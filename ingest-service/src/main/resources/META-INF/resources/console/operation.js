import { metricsOf } from './metrics.js';

// What the services and the broker say of themselves. Nothing here is guessed: what is not known is null.

/** A part of the answer that cannot be had must not hold up the others. */
const PATIENCE_MILLIS = 4_000;

/**
 * @property ingest, results whether each is ready, its version, and else what it waits for; null where it does not answer,
 *     undefined where it cannot be asked
 * @property pipeline the services behind, as the broker knows them
 * @property latency seconds from the capture of a window's last audio to its prediction, on average since the last time; null
 *     where there was no window, undefined where it is not known
 */
export class Operation {
  #before = null;
  #isPassedOn = true;

  /** @param isDetailed whether somebody looks: the metrics are long */
  async ask(isDetailed) {
    const [ingest, results, pipeline, metrics] = await Promise.all([
      get('/v1/pipeline/ingest/health').then(readiness),
      this.#results('/v1/pipeline/inference/health').then(readiness),
      get('/v1/pipeline').then((response) => (response?.ok ? response.json() : null)),
      isDetailed ? this.#results('/v1/pipeline/inference/metrics').then((response) => (response?.ok ? response.text() : null)) : null,
    ]);
    return { ingest, results: this.#isPassedOn ? results : undefined, pipeline, latency: this.#latency(metrics) };
  }

  /** Where the service is not told of the inference service's management port, it is asked once. */
  async #results(path) {
    const response = this.#isPassedOn ? await get(path) : null;
    this.#isPassedOn &&= response?.status !== 404;
    return response;
  }

  #latency(metrics) {
    const all = metrics === null ? null : metricsOf(metrics);
    const now = all && { seconds: all.get('genrestream_window_latency_seconds_sum') ?? 0, count: all.get('genrestream_window_latency_seconds_count') ?? 0 };
    const before = this.#before;
    this.#before = now;
    if (!now || !before) {
      return undefined;
    }
    // A service that was started again counts from nothing.
    return now.count > before.count ? (now.seconds - before.seconds) / (now.count - before.count) : null;
  }
}

/** Addresses of what there is to see elsewhere, where a setting names it. */
export async function dashboards() {
  const response = await get('/v1/pipeline/links');
  return response?.ok ? ((await response.json()).dashboards ?? null) : null;
}

function get(path) {
  return fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MILLIS) }).catch(() => null);
}

async function readiness(response) {
  const read = response?.headers.get('Content-Type')?.includes('json') ? await response.json().catch(() => null) : null;
  if (!read?.checks) {
    return null;
  }
  const waiting = read.checks.filter((check) => check.status !== 'UP').map((check) => check.data?.waitingFor || check.data?.reason || check.name);
  return { ready: response.ok, waiting, version: read.checks.map((check) => check.data?.version).find(Boolean) ?? '' };
}
