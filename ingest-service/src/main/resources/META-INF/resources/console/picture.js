// What the pictures share: a sharp canvas, colours of the theme, time along the bottom.

/** Fits a canvas to its place on the page and to the screen's pixels; gives its context in units of the page. */
export function prepare(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

export function theme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  return { ink: colour('--ink'), soft: colour('--soft'), line: colour('--line'), ground: colour('--sunken'), font: `12px ${style.getPropertyValue('--sans')}` };
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600];

/** Rounded times between two, about a hundred pixels from each other. */
export function timeMarks(from, to, width) {
  const step = STEPS.find((seconds) => (seconds * width) / (to - from) >= 90) ?? 600;
  const marks = [];
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
    marks.push(time);
  }
  return marks;
}

/** A tile of slanting lines, or of dots. */
export function pattern(context, kind, colour) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 8;
  const draw = tile.getContext('2d');
  draw.strokeStyle = draw.fillStyle = colour;
  if (kind === 'dots') {
    draw.beginPath();
    draw.arc(4, 4, 1.3, 0, 7);
    draw.fill();
  } else {
    draw.lineWidth = 1.4;
    draw.beginPath();
    for (const at of [-8, 0, 8]) {
      draw.moveTo(at, 8);
      draw.lineTo(at + 8, 0);
    }
    draw.stroke();
  }
  return context.createPattern(tile, 'repeat');
}
