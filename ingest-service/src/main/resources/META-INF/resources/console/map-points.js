// The tracks as points of a plane, and which part of it is in view. Knows no document.

const GLIDE_MILLIS = 500;
const MARGIN_PIXELS = 36;
const MOST_ZOOM = 60;
/** Less than tracks ever differ, so that two that are the same do not fill the map. */
const LEAST_EXTENT = 0.05;
/** A name stands above so much of a genre's points. */
const UNDER_NAME = 0.9;

export class MapPoints {
  /** Newest last. */
  all = [];
  /** By label, the places in the list of the tracks that have it; null stands for none. */
  byLabel = new Map();
  /** Where each label's name stands, of those with most tracks first: in the middle of its tracks, above most of them. */
  names = [];
  /** Where they are on the screen, as they were drawn last. */
  x = new Float32Array(0);
  y = new Float32Array(0);
  zoom = 1;
  /** The label that is brought out; undefined for all of them, null for those that have none. */
  label = undefined;
  #glideFrom = 0;
  #whole = { x: 0, y: 0, width: 1, height: 1 };
  #wholeBefore = this.#whole;
  #moved = { x: 0, y: 0 };
  #size = { width: 1, height: 1 };

  /**
   * Takes a map. Points glide to their new places.
   *
   * @param now by performance.now()
   * @param still where nothing may move
   */
  take(points, now, still) {
    const before = new Map(this.all.map((point) => [point.streamId, this.#placeOf(point, this.#glided(now))]));
    const isFirst = this.all.length === 0;
    this.#wholeBefore = this.#wholeAt(this.#glided(now));
    this.all = points.map((point) => ({ ...point, from: before.get(point.streamId) ?? point }));
    this.byLabel = Map.groupBy(points.keys(), (i) => points[i].label);
    this.names = [...this.byLabel]
      .filter(([label]) => label)
      .sort((a, b) => b[1].length - a[1].length)
      .map(([label, own]) => ({ label, x: quantile(own.map((i) => points[i].x), 0.5), y: quantile(own.map((i) => points[i].y), UNDER_NAME) }));
    this.#whole = extent(points);
    this.#glideFrom = still || isFirst ? -Infinity : now;
    this.x = new Float32Array(points.length);
    this.y = new Float32Array(points.length);
  }

  glides(now) {
    return this.#glided(now) < 1;
  }

  /** Finds the place of each point on a screen of this size. */
  place(width, height, now) {
    this.#size = { width, height };
    const part = this.#glided(now);
    const whole = this.#wholeAt(part);
    const scale = this.#scale(whole);
    const left = width / 2 + this.#moved.x - whole.x * scale;
    const top = height / 2 + this.#moved.y + whole.y * scale;
    this.all.forEach((point, i) => {
      this.x[i] = left + between(point.from.x, point.x, part) * scale;
      this.y[i] = top - between(point.from.y, point.y, part) * scale;
    });
    this.names.forEach((name) => {
      name.left = left + name.x * scale;
      name.top = top - name.y * scale;
    });
  }

  isBroughtOut(point) {
    return this.label === undefined || point.label === this.label;
  }

  /** Place in the list of the point nearest to one of the screen, of those that are brought out; -1 where none is so near. */
  nearest(x, y, within) {
    return this.#best((i) => Math.hypot(this.x[i] - x, this.y[i] - y), within);
  }

  /** The next point in a direction, as one would expect of an arrow key; -1 where there is none. */
  next(from, right, down) {
    return this.#best((i) => {
      const [dx, dy] = [this.x[i] - this.x[from], this.y[i] - this.y[from]];
      const along = dx * right + dy * down;
      const across = Math.abs(dx * down) + Math.abs(dy * right);
      return i === from || along <= 0 || across > along ? Infinity : along + across;
    }, Infinity);
  }

  #best(cost, within) {
    let best = -1;
    let least = within;
    this.all.forEach((point, i) => {
      const value = this.isBroughtOut(point) ? cost(i) : Infinity;
      if (value < least) {
        [best, least] = [i, value];
      }
    });
    return best;
  }

  /** Zooms about a point of the screen, which stays where it is. */
  zoomBy(factor, x, y) {
    const zoom = Math.max(1, Math.min(MOST_ZOOM, this.zoom * factor));
    const [fromX, fromY] = [x - this.#size.width / 2, y - this.#size.height / 2];
    this.#moved.x = fromX - (fromX - this.#moved.x) * (zoom / this.zoom);
    this.#moved.y = fromY - (fromY - this.#moved.y) * (zoom / this.zoom);
    this.zoom = zoom;
    this.moveBy(0, 0);
  }

  /** Moves the map by so many pixels, as far as there is some of it there. */
  moveBy(dx, dy) {
    const limit = (moved, size) => Math.max(-1, Math.min(1, moved / ((this.zoom - 1) * size || Infinity))) * (this.zoom - 1) * size;
    this.#moved = { x: limit(this.#moved.x + dx, this.#size.width / 2), y: limit(this.#moved.y + dy, this.#size.height / 2) };
  }

  showAll() {
    this.zoom = 1;
    this.#moved = { x: 0, y: 0 };
  }

  /** Brings a point into view that lies outside of it. */
  reveal(i) {
    const { width, height } = this.#size;
    const outside = (at, size) => (at < MARGIN_PIXELS || at > size - MARGIN_PIXELS ? size / 2 - at : 0);
    this.moveBy(outside(this.x[i], width), outside(this.y[i], height));
  }

  #scale(whole) {
    const { width, height } = this.#size;
    return this.zoom * Math.min((width - 2 * MARGIN_PIXELS) / whole.width, (height - 2 * MARGIN_PIXELS) / whole.height);
  }

  #glided(now) {
    const part = Math.min(1, (now - this.#glideFrom) / GLIDE_MILLIS);
    return part * part * (3 - 2 * part);
  }

  #placeOf(point, part) {
    return { x: between(point.from.x, point.x, part), y: between(point.from.y, point.y, part) };
  }

  #wholeAt(part) {
    return Object.fromEntries(Object.keys(this.#whole).map((key) => [key, between(this.#wholeBefore[key], this.#whole[key], part)]));
  }
}

const between = (from, to, part) => (part === 1 ? to : from + (to - from) * part);

function quantile(values, part) {
  return values.sort((a, b) => a - b)[Math.floor(values.length * part)];
}

/** Middle and size of what holds all the points. */
function extent(points) {
  const range = (of) => points.reduce(([least, most], point) => [Math.min(least, of(point)), Math.max(most, of(point))], [Infinity, -Infinity]);
  const [left, right] = range((point) => point.x);
  const [low, high] = range((point) => point.y);
  return { x: (left + right) / 2, y: (low + high) / 2, width: Math.max(LEAST_EXTENT, right - left), height: Math.max(LEAST_EXTENT, high - low) };
}
