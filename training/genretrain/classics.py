"""What others classify music with, by the same training and for the same services."""

import torch
from torch import nn

from .inputs import MFCC, Aggregate
from .model import Network


class Logistic(Network):
    """Logistic regression on the statistics of a window's MFCC."""

    takes = "aggregate"

    def __init__(self, shape, window, labels):
        super().__init__()
        self.output = nn.Linear(len(Aggregate.names()), labels)

    def forward(self, values):
        return self.output(values), values


class Dense(Network):
    """Two hidden layers on the statistics of a window's MFCC."""

    takes = "aggregate"

    def __init__(self, shape, window, labels):
        super().__init__()
        self.hidden = nn.Sequential(
            nn.Linear(len(Aggregate.names()), 256),
            nn.ReLU(),
            nn.Dropout(0.4),
            nn.Linear(256, shape.embedding),
            nn.ReLU(),
        )
        self.output = nn.Linear(shape.embedding, labels)

    def forward(self, values):
        embedding = self.hidden(values)
        return self.output(embedding), embedding


class FrameVotes(Network):
    """Each frame is judged alone by its first ten MFCC; the frames of a window vote."""

    takes = "mfcc"
    COEFFICIENTS = 10

    def __init__(self, shape, window, labels):
        super().__init__()
        self.hidden = nn.Sequential(
            nn.Linear(self.COEFFICIENTS, 64), nn.ReLU(), nn.Linear(64, shape.embedding), nn.ReLU()
        )
        self.output = nn.Linear(shape.embedding, labels)

    def forward(self, values):
        found = self.hidden(values[:, :, : self.COEFFICIENTS])
        votes = torch.log_softmax(self.output(found), dim=2)
        # The logarithm of the mean vote: its softmax is the mean vote again.
        return torch.logsumexp(votes, dim=1), found.mean(dim=1)


class Lstm(Network):
    """A recurrent network over the MFCC of the frames; its last state decides."""

    takes = "mfcc"

    def __init__(self, shape, window, labels):
        super().__init__()
        self.recurrent = nn.LSTM(MFCC, shape.embedding, num_layers=2, dropout=0.2, batch_first=True)
        self.dropout = nn.Dropout(shape.dropout)
        self.output = nn.Linear(shape.embedding, labels)

    def forward(self, values):
        embedding = self.recurrent(values)[0][:, -1]
        return self.output(self.dropout(embedding)), embedding


class ConvolutionsThenRecurrent(Network):
    """The same convolutions over the bands of every frame, then a recurrent network over the frames."""

    takes = "log_mel_db"

    def __init__(self, shape, window, labels):
        super().__init__()
        layers = []
        for before, after in ((1, 16), (16, 32), (32, 48)):
            layers += [
                nn.Conv2d(before, after, (1, 5), padding=(0, 2), bias=False),
                nn.BatchNorm2d(after),
                nn.ReLU(),
                nn.MaxPool2d((1, 4)),
            ]
        self.convolutions = nn.Sequential(*layers)
        self.recurrent = nn.GRU(48 * (window[1] // 64), shape.embedding, batch_first=True)
        self.dropout = nn.Dropout(shape.dropout)
        self.output = nn.Linear(shape.embedding, labels)

    def forward(self, values):
        found = self.convolutions(values.unsqueeze(1)).transpose(1, 2).flatten(2)
        embedding = self.recurrent(self.dropout(found.float()))[0].mean(dim=1)
        return self.output(self.dropout(embedding)), embedding


class MelConvolutions(Network):
    """Three convolutions along the frames of a whole clip, with the bands as channels; statistics over time decide."""

    takes = "log_mel_db"

    def __init__(self, shape, window, labels):
        super().__init__()
        self.convolutions = nn.Sequential(
            *self._block(window[1], 128, pooling=4), *self._block(128, 128, pooling=2), *self._block(128, 128, pooling=2)
        )
        self.dropout = nn.Dropout(0.5)
        self.embedding = nn.Linear(3 * 128, shape.embedding)
        self.output = nn.Linear(shape.embedding, labels)

    @staticmethod
    def _block(before, after, pooling):
        return nn.Conv1d(before, after, 4, padding=2), nn.BatchNorm1d(after), nn.ReLU(), nn.MaxPool1d(pooling)

    def forward(self, values):
        found = self.convolutions(values.transpose(1, 2)).float()
        power = (found**2).mean(dim=2).clamp(min=1e-8).sqrt()
        pooled = torch.cat([found.mean(dim=2), found.amax(dim=2), power], dim=1)
        embedding = torch.relu(self.embedding(self.dropout(pooled)))
        return self.output(self.dropout(embedding)), embedding
