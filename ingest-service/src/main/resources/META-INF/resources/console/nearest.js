import { api } from './api.js';
import { h, show } from './dom.js';
import { percent, titleOf } from './format.js';
import { text } from './text.js';

// Tracks that sound like the one in view.

/** Fills a section's list once a track is final. */
export async function showNearest(section, list, streamId, streams) {
  const { nearest } = await api.nearest(streamId).catch(() => ({ nearest: [] }));
  list.replaceChildren(
    ...nearest.map(({ streamId: id, similarity, label }) => {
      const stream = streams.get(id);
      const title = stream ? titleOf(stream) : id;
      return h(
        'li',
        {},
        h('a', { href: `#/streams/${id}` }, h('strong', {}, title), h('span', {}, label ?? ''), h('span', {}, text.stream.alike(percent(Math.max(0, similarity))))),
        h('a', { href: `#/compare/${streamId}/${id}`, className: 'compare-link', 'aria-label': text.compare.linkTo(title) }, text.compare.link),
      );
    }),
  );
  show(section, nearest.length > 0);
}
