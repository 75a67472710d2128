import { numbers, text } from './text.js';

// Numbers as people read them.

export function percent(part) {
  return part > 0 && part < 0.005 ? '<\u00a01\u00a0%' : `${Math.round(part * 100)}\u00a0%`;
}

/** 3:07, or 1:02:07. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

export function timeOfDay(instant) {
  return new Date(instant).toLocaleTimeString(text.language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** The time of day, or on another day than today the date. */
export function whenOf(instant) {
  const then = new Date(instant);
  const isToday = then.toDateString() === new Date().toDateString();
  return isToday ? then.toLocaleTimeString(text.language, { hour: '2-digit', minute: '2-digit' }) : then.toLocaleDateString(text.language, { day: 'numeric', month: 'short' });
}

export function hertz(frequency) {
  return frequency >= 1000 ? `${numbers.number(frequency / 1000, frequency % 1000 < 50 ? 0 : 1)} kHz` : `${Math.round(frequency)} Hz`;
}

/** A title for what may have none. */
export function titleOf(stream) {
  const tags = stream.tags ?? {};
  const tagged = tags.title && (tags.artist ? `${tags.artist} – ${tags.title}` : tags.title);
  return stream.title || tagged || stream.live?.station || stream.streamId;
}
