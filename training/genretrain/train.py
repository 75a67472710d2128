"""The training loop: seeded, and resumable after any epoch."""

import copy
import time
from collections import Counter
from dataclasses import asdict, dataclass, field

import numpy as np
import torch
from torch import nn

from . import augment, calibrate, dataset, measure
from .augment import Augmentation
from .model import GenreNetwork, Shape


@dataclass(frozen=True)
class Settings:
    seed: int = 1
    epochs: int = 40
    windows_per_track: int = 10
    batch: int = 64
    peak_rate: float = 4e-3
    weight_decay: float = 0.02
    smoothing: float = 0.1
    average_decay: float = 0.998
    # An artist with n tracks of a genre is drawn n ** (1 - this) times as often as one with a single track.
    artist_balance: float = 0.5
    shape: Shape = field(default_factory=Shape)
    augmentation: Augmentation = field(default_factory=Augmentation)


class Training:
    """Everything that changes from step to step, so that a checkpoint can hold all of it."""

    def __init__(self, settings, tracks, labels, window, device):
        self.settings, self.labels, self.window, self.device = settings, labels, window, device
        torch.manual_seed(settings.seed)
        self.generator = torch.Generator().manual_seed(settings.seed)
        self.frames = torch.from_numpy(tracks.frames)
        self.targets = torch.from_numpy(tracks.targets(labels))
        self.chances = torch.from_numpy(chances(tracks, settings.artist_balance))
        self.mean = self.frames.mean(dim=(0, 1))
        self.deviation = self.frames.std(dim=(0, 1))
        self.network = GenreNetwork(settings.shape, len(labels)).to(device)
        self.average = copy.deepcopy(self.network).eval()
        self.optimizer = torch.optim.AdamW(self.network.parameters(), weight_decay=settings.weight_decay)
        self.steps_per_epoch = len(tracks) * settings.windows_per_track // settings.batch
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimizer, settings.peak_rate, total_steps=settings.epochs * self.steps_per_epoch, pct_start=0.2
        )
        self.epoch = 0
        self.seconds = 0.0

    def run_epoch(self):
        """Trains one epoch and gives its mean loss."""
        began = time.perf_counter()
        self.network.train()
        count = self.steps_per_epoch * self.settings.batch
        order = torch.multinomial(self.chances, count, replacement=True, generator=self.generator)
        total = 0.0
        for step in range(self.steps_per_epoch):
            chosen = order[step * self.settings.batch : (step + 1) * self.settings.batch]
            total += self._step(chosen)
        self.epoch += 1
        self.seconds += time.perf_counter() - began
        return total / self.steps_per_epoch

    def _step(self, chosen):
        windows, targets = self._batch(chosen)
        logits = self.network(windows.to(self.device))
        loss = -(targets.to(self.device) * torch.log_softmax(logits, dim=1)).sum(dim=1).mean()
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimizer.step()
        self.schedule.step()
        self._follow()
        return loss.item()

    def _batch(self, chosen):
        # Random numbers are drawn on the CPU alone, so that a seed means the same with and without a GPU.
        how = self.settings.augmentation
        places = augment.frame_places(len(chosen), self.window[0], self.frames.shape[1], how, self.generator)
        windows = self.frames[chosen.unsqueeze(1), places]
        windows = augment.transposed(windows, how, self.generator)
        windows = augment.distorted(windows, how, self.generator)
        windows = (windows - self.mean) / self.deviation
        smoothing = self.settings.smoothing
        targets = nn.functional.one_hot(self.targets[chosen], len(self.labels)).float()
        targets = targets * (1 - smoothing) + smoothing / len(self.labels)
        return augment.mixed(windows, targets, how, self.generator)

    def _follow(self):
        """Moves the averaged weights, which are the ones that ship, a little towards the current ones."""
        # A young average must not remember the random start.
        steps = self.schedule.last_epoch
        decay = min(self.settings.average_decay, steps / (steps + 10))
        with torch.no_grad():
            for slow, fast in zip(self.average.state_dict().values(), self.network.state_dict().values()):
                if slow.dtype.is_floating_point:
                    slow.lerp_(fast, 1 - decay)
                else:
                    slow.copy_(fast)

    def state(self):
        return {
            "settings": asdict(self.settings),
            "labels": self.labels,
            "window": list(self.window),
            "mean": self.mean,
            "deviation": self.deviation,
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            # Of the schedule only the place in it: torch 1.13 keeps methods in its state, which today's torch will not load.
            "steps": self.schedule.last_epoch,
            "generator": self.generator.get_state(),
            "dropout_generator": torch.get_rng_state(),
            "epoch": self.epoch,
            "seconds": self.seconds,
            "torch": torch.__version__.split("+")[0],
            "device": str(self.device),
        }

    def resume(self, state):
        if state["settings"] != asdict(self.settings):
            raise SystemExit("the checkpoint was made with other settings: remove it, or train with those")
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.last_epoch = state["steps"]
        self.generator.set_state(state["generator"])
        torch.set_rng_state(state["dropout_generator"])
        self.epoch, self.seconds = state["epoch"], state["seconds"]


def chances(tracks, balance):
    """How often each track is drawn: genres alike, and within one, artists with many tracks less than by their number."""
    pairs = list(zip(tracks.genres, tracks.groups()))
    sizes = Counter(pairs)
    weights = np.array([sizes[pair] ** -balance for pair in pairs])
    for genre in set(tracks.genres):
        own = np.array([g == genre for g in tracks.genres])
        weights[own] /= weights[own].sum()
    return weights / weights.sum()


def train(data, checkpoint, settings, window, every):
    tracks = dataset.load(data / "train.npz")
    valid = dataset.load(data / "valid.npz")
    labels = sorted(set(tracks.genres))
    fit(tracks, labels, checkpoint, settings, window, lambda training: accuracy_of(training, valid, every))


def fit(tracks, labels, checkpoint, settings, window, accuracy):
    """Trains on all of `tracks`, from the checkpoint on if there is one; `accuracy` is shown now and then."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    training = Training(settings, tracks, labels, window, device)
    if checkpoint.exists():
        training.resume(torch.load(checkpoint, map_location="cpu"))
        print(f"resumed after epoch {training.epoch}", flush=True)
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    while training.epoch < settings.epochs:
        loss = training.run_epoch()
        partial = checkpoint.with_suffix(".partial")
        torch.save(training.state(), partial)
        partial.replace(checkpoint)
        line = f"epoch {training.epoch}/{settings.epochs} loss {loss:.3f} {training.seconds:.0f} s"
        if training.epoch % 5 == 0 or training.epoch == settings.epochs:
            line += f" held-out tracks {accuracy(training):.3f}"
        print(line, flush=True)
    return training


def window_logits(training, tracks, every):
    """What the averaged weights say: [tracks][windows][labels]."""
    logits = []
    with torch.no_grad():
        for frames in tracks.frames:
            windows = torch.from_numpy(dataset.windows(frames, training.window[0], every))
            windows = ((windows - training.mean) / training.deviation).to(training.device)
            logits.append(training.average(windows).cpu().numpy())
    return np.stack(logits)


def accuracy_of(training, held_out, every):
    """For the eye alone: nothing is chosen by it while training."""
    scores = calibrate.softmax(window_logits(training, held_out, every)).mean(axis=1)
    return measure.accuracy(scores, held_out.targets(training.labels))
