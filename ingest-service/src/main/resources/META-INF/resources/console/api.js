import { fetchWithKey } from './door.js';

// The requests of the page. What is refused comes as a Problem, with the service's code and what to do.

export class Problem extends Error {
  constructor({ code, title, detail, status }) {
    super(detail || title || code);
    this.code = code;
    this.title = title;
    this.status = status;
  }

  static async of(response) {
    const read = await response.json().catch(() => ({}));
    return new Problem({ code: read.code ?? `HTTP_${response.status}`, title: read.title ?? response.statusText, detail: read.detail, status: response.status });
  }
}

async function request(path, options = {}) {
  const response = await fetchWithKey(path, { headers: { Accept: 'application/json' }, cache: 'no-store', ...options });
  if (!response.ok) {
    throw await Problem.of(response);
  }
  return response.status === 204 ? null : response.json();
}

export const streamPath = (id) => `/v1/streams/${id}`;

export const api = {
  page: (after) => request(`/v1/streams?limit=500&after=${after}`),
  changes: (cursor) => request(`/v1/changes?since=${cursor}`),
  stream: (id) => request(streamPath(id)),
  deleteStream: (id) => request(streamPath(id), { method: 'DELETE' }),
  segments: (id) => request(`${streamPath(id)}/segments`),
  features: (id) => request(`${streamPath(id)}/features`),
  nearest: (id) => request(`${streamPath(id)}/nearest`),
  map: () => request('/v1/map'),
  similarity: (id, to) => request(`${streamPath(id)}/similarity?to=${to}`),
  model: () => request('/v1/model'),
  follow: (id, source, probe) =>
    request(`/v1/sources/${id}?probe=${probe}`, {
      method: 'PUT',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify(source),
    }),
  unfollow: (id) => request(`/v1/sources/${id}`, { method: 'DELETE' }),
};

export async function allStreams() {
  const found = [];
  let after = '';
  do {
    const page = await api.page(after);
    found.push(...page.streams);
    after = page.next ?? '';
  } while (after);
  return found;
}
