import { api } from './api.js';
import { h, show } from './dom.js';
import { percent, titleOf } from './format.js';

// Tracks that sound like the one in view.

/** Fills a section's list once a track is final. */
export async function showNearest(section, list, streamId, streams) {
  const { nearest } = await api.nearest(streamId).catch(() => ({ nearest: [] }));
  list.replaceChildren(
    ...nearest.map(({ streamId: id, similarity, label }) => {
      const stream = streams.get(id);
      return h('li', {}, h('a', { href: `#/streams/${id}` }, h('strong', {}, stream ? titleOf(stream) : id), h('span', {}, label ?? ''), h('span', {}, percent(Math.max(0, similarity)))));
    }),
  );
  show(section, nearest.length > 0);
}
