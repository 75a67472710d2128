// What mouse, finger and keys do on the map.

const CLICK_PIXELS = 4;
export const ZOOM_STEP = 1.5;

/** @param map is told where to point, what to open, and how to move and zoom */
export function listenTo(box, map) {
  const keys = {
    ArrowRight: () => map.walk(1, 0),
    ArrowLeft: () => map.walk(-1, 0),
    ArrowDown: () => map.walk(0, 1),
    ArrowUp: () => map.walk(0, -1),
    Enter: () => map.open(),
    Escape: () => map.leave(),
    '+': () => map.zoom(ZOOM_STEP),
    '=': () => map.zoom(ZOOM_STEP),
    '-': () => map.zoom(1 / ZOOM_STEP),
    0: () => map.showAll(),
  };
  const placeOf = (event) => {
    const { left, top } = box.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  let drag = null;

  box.addEventListener('keydown', (event) => {
    if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  box.addEventListener('wheel', (event) => {
    event.preventDefault();
    map.zoom(Math.exp(-event.deltaY / 400), ...placeOf(event));
  });
  box.addEventListener('pointerdown', (event) => {
    if (event.isPrimary && event.button === 0) {
      drag = { x: event.clientX, y: event.clientY, moved: false, before: map.pointed };
    }
  });
  box.addEventListener('pointermove', (event) => {
    if (!drag) {
      map.pointTo(...placeOf(event));
      return;
    }
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (event.isPrimary && (drag.moved || Math.hypot(dx, dy) > CLICK_PIXELS)) {
      box.setPointerCapture(event.pointerId);
      drag = { ...drag, x: event.clientX, y: event.clientY, moved: true };
      map.move(dx, dy);
    }
  });
  box.addEventListener('pointercancel', () => (drag = null));
  // A mouse has pointed before it presses; a finger points first, and opens when it comes again.
  box.addEventListener('pointerup', (event) => {
    const pressed = drag;
    drag = null;
    if (pressed && !pressed.moved) {
      map.pointTo(...placeOf(event));
      if (event.pointerType === 'mouse' || map.pointed === pressed.before) {
        map.open();
      }
    }
  });
}
