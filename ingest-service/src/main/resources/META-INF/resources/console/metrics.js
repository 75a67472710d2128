// A service's metrics, in Prometheus' text format.

/** Sums of all lines of each name, whatever their labels are. */
export function metricsOf(text) {
  const sums = new Map();
  for (const line of text.split('\n')) {
    const [, name, value] = line.match(/^([a-z_]+)(?:\{.*\})? ([0-9.eE+-]+)/) ?? [];
    if (name) {
      sums.set(name, (sums.get(name) ?? 0) + Number(value));
    }
  }
  return sums;
}
