"""What a window may look like in the field and did not in the training set. All values are in dB."""

import math
from dataclasses import dataclass

import torch

from .contract import FLOOR_DB


@dataclass(frozen=True)
class Augmentation:
    semitones: float = 2.0
    tempo: float = 0.15
    gain_db: float = 20.0
    tilt_db: float = 4.0
    # How many of the windows get noise under the music, and how many lose their upper or lowest bands.
    noisy: float = 0.5
    band_limited: float = 0.4
    # How many get their uppermost bands from those below.
    refilled: float = 0.4
    noise_db: float = 1.0
    band_mask: int = 14
    frame_mask: int = 6
    mixup: float = 0.4


def frame_places(count, length, frames, settings, generator):
    """Which frames of a track make each window: consecutive ones, some skipped or said twice at another tempo.

    A window that is longer than the track begins anywhere and goes round.
    """
    rate = 1 + settings.tempo * (2 * torch.rand(count, 1, generator=generator) - 1)
    offsets = (torch.arange(length) * rate).round().long()
    room = frames - offsets[:, -1:]
    start = torch.rand(count, 1, generator=generator) * torch.where(room > 0, room, frames)
    return (start.long() + offsets) % frames


def transposed(windows, settings, generator):
    """Every band reads where its frequency was before the music was played higher or lower."""
    count, frames, bands = windows.shape
    shift = settings.semitones * (2 * torch.rand(count, 1, generator=generator) - 1)
    top = _mel(torch.tensor(TOP_HZ))
    centres = _hertz(torch.arange(1, bands + 1) * top / (bands + 1))
    place = _mel(centres * 2 ** (shift / 12)) * (bands + 1) / top - 1
    place = place.clamp(0, bands - 1)
    below = place.floor().long().clamp(max=bands - 2)
    share = (place - below).unsqueeze(1)

    def read(index):
        return windows.gather(2, index.unsqueeze(1).expand(count, frames, bands))

    return (1 - share) * read(below) + share * read(below + 1)


# Slaney's scale: linear up to 1 kHz at 15 mel, then 27 mel for a factor of 6.4.
TOP_HZ = 11025.0


def _mel(hertz):
    return torch.where(hertz < 1000, hertz * 15 / 1000, 15 + 27 * torch.log(hertz / 1000) / math.log(6.4))


def _hertz(mel):
    return torch.where(mel < 15, mel * 1000 / 15, 1000 * torch.exp((mel - 15) * math.log(6.4) / 27))


def noisy(windows, settings, generator):
    """Some windows get noise of some colour, 5 to 55 dB under the music.

    Two thirds of it is steady; a third is as loud as each frame, as what clipping and codecs add.
    """
    count, frames, bands = windows.shape

    def rand(*shape):
        return torch.rand(*shape, generator=generator)

    chosen = rand(count, 1, 1) < settings.noisy
    power = 10 ** (windows / 10)
    under = 5 + 50 * rand(count, 1, 1)
    tilt = 10 * (2 * rand(count, 1, 1) - 1) * torch.linspace(-0.5, 0.5, bands)
    # A band of noise fluctuates from frame to frame, the less the more bins it has; about a third is typical here.
    fluctuation = 0.7 - 0.3 * torch.log(rand(count, frames, bands).clamp(min=1e-3))
    steady = rand(count, 1, 1) < 2 / 3
    music = torch.where(steady, power.mean(dim=(1, 2), keepdim=True), power.mean(dim=2, keepdim=True))
    noise = music * 10 ** ((tilt - under) / 10) * fluctuation
    return torch.where(chosen, 10 * torch.log10(power + noise), windows)


def band_limited(windows, settings, generator):
    """Some windows lose what lies above some band, and half of these what lies below a low one, as over a telephone."""
    count, _, bands = windows.shape

    def rand(*shape):
        return torch.rand(*shape, generator=generator)

    chosen = rand(count, 1, 1) < settings.band_limited
    position = torch.arange(bands)
    top = bands * (0.55 + 0.45 * rand(count, 1, 1))
    bottom = bands * 0.12 * rand(count, 1, 1) * (rand(count, 1, 1) < 0.5)
    slope = 2 + 10 * rand(count, 1, 1)  # dB a band
    cut = slope * ((position - top).clamp(min=0) + (bottom - position).clamp(min=0))
    # What a codec or a resampler leaves of a cut band is no digital silence everywhere.
    left = FLOOR_DB + 60 * rand(count, 1, 1)
    return torch.where(chosen, torch.maximum(windows - cut, torch.minimum(windows, left)), windows)


def refilled(windows, settings, generator):
    """Some windows get up to a sixteenth of their bands, the uppermost, from those below them, mirrored.

    Whether anything is up there is up to a recording's resampler, which tells the collection of the music and not its
    genre; clipping fills the bands, another resampler leaves other ones empty.
    """
    count, frames, bands = windows.shape
    chosen = torch.rand(count, 1, generator=generator) < settings.refilled
    edge = bands - torch.randint(1, max(1, bands // 16) + 1, (count, 1), generator=generator)
    position = torch.arange(bands)
    source = torch.where(chosen & (position >= edge), 2 * edge - 1 - position, position)
    return windows.gather(2, source.unsqueeze(1).expand(count, frames, bands))


def distorted(windows, settings, generator):
    """Another level, another equaliser, band noise, then one masked strip of bands and one of frames."""
    count, frames, bands = windows.shape

    def uniform(*shape):
        return 2 * torch.rand(*shape, generator=generator) - 1

    change = settings.gain_db * uniform(count, 1, 1)
    position = torch.linspace(0, 1, bands).view(1, 1, bands)
    # A half wave of random phase over the bands is what a tone control does: smooth, up here and down there.
    waves = torch.sin(torch.pi * (position * (1 + uniform(count, 1, 1)) + uniform(count, 1, 1)))
    change = change + settings.tilt_db * uniform(count, 1, 1) * waves
    change = change + settings.noise_db * torch.randn(count, frames, bands, generator=generator)
    changed = (windows + change).clamp(min=FLOOR_DB)
    mean = changed.mean(dim=(1, 2), keepdim=True)
    masked = _strip(count, bands, settings.band_mask, generator).view(count, 1, bands)
    masked = masked | _strip(count, frames, settings.frame_mask, generator).view(count, frames, 1)
    return torch.where(masked, mean, changed)


def _strip(count, length, widest, generator):
    width = torch.randint(0, widest + 1, (count, 1), generator=generator)
    start = (torch.rand(count, 1, generator=generator) * (length - width + 1)).long()
    place = torch.arange(length).view(1, length)
    return (place >= start) & (place < start + width)


def mixed(windows, targets, settings, generator):
    """Pairs of windows blended in dB, and their targets alike."""
    if settings.mixup == 0:
        return windows, targets
    share = torch._sample_dirichlet(torch.full((len(windows), 2), settings.mixup), generator)[:, :1]
    partner = torch.randperm(len(windows), generator=generator)
    blended = share.unsqueeze(2) * windows + (1 - share.unsqueeze(2)) * windows[partner]
    return blended, share * targets + (1 - share) * targets[partner]
