"""The networks in torch: the small one that the package runs, and the larger one that teaches it."""

from __future__ import annotations

import torch
from data import HASHED, LABELS, TABLE
from torch import Tensor, nn

NEVER = -1e4


class WordLayer(nn.Module):
    """relu(dense · W + rows of hashed features)."""

    def __init__(self, dense: int, width: int, dropout: float) -> None:
        super().__init__()
        self.linear = nn.Linear(dense, width)
        self.table = nn.Embedding(TABLE + 1, width, padding_idx=TABLE)
        nn.init.normal_(self.table.weight, std=0.02)
        with torch.no_grad():
            self.table.weight[TABLE] = 0
        self.dropout = nn.Dropout(dropout)
        self.drop_hashed = torch.tensor([0.5, 0.5] + [0.15] * (HASHED - 2))

    def forward(self, dense: Tensor, hashed: Tensor) -> Tensor:
        if self.training:
            hashed = hashed.masked_fill(torch.rand(hashed.shape) < self.drop_hashed, TABLE)
            dense = self.dropout(dense)
        return torch.relu(self.linear(dense) + self.table(hashed).sum(-2))


class Student(nn.Module):
    """Dilated convolutions with residuals; `isnad.annotate.mentions.network` runs the same in numpy."""

    def __init__(
        self, dense: int, width: int = 128, reaches: tuple[int, ...] = (1, 2, 4), dropout: float = 0.3
    ) -> None:
        super().__init__()
        self.word = WordLayer(dense, width, dropout)
        self.convolutions = nn.ModuleList(nn.Conv1d(width, width, 3, padding=r, dilation=r) for r in reaches)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(width, len(LABELS))

    def forward(self, dense: Tensor, hashed: Tensor, mask: Tensor) -> Tensor:
        rows = self.word(dense, hashed) * mask[..., None]
        for layer in self.convolutions:
            near = layer(self.dropout(rows).transpose(1, 2)).transpose(1, 2)
            rows = (rows + torch.relu(near)) * mask[..., None]
        return self.out(self.dropout(rows))


class Teacher(nn.Module):
    """A bidirectional LSTM over the same words."""

    def __init__(self, dense: int, width: int = 192, hidden: int = 160, dropout: float = 0.4) -> None:
        super().__init__()
        self.word = WordLayer(dense, width, dropout)
        self.lstm = nn.LSTM(width, hidden, num_layers=1, bidirectional=True, batch_first=True)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(2 * hidden + width, len(LABELS))

    def forward(self, dense: Tensor, hashed: Tensor, mask: Tensor) -> Tensor:
        rows = self.dropout(self.word(dense, hashed) * mask[..., None])
        packed = nn.utils.rnn.pack_padded_sequence(rows, mask.sum(1).long(), batch_first=True, enforce_sorted=False)
        states, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=rows.shape[1])
        return self.out(torch.cat([self.dropout(states), rows], -1))


class Chain(nn.Module):
    """A linear chain over the labels (Lafferty et al. 2001); a label I stands only behind B or I of its type."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.first = nn.Parameter(torch.zeros(len(LABELS)))
        allowed = torch.ones(len(LABELS), len(LABELS))
        begins = torch.ones(len(LABELS))
        for b, after in enumerate(LABELS):
            if after[0] == "I":
                begins[b] = 0
                for a, before in enumerate(LABELS):
                    allowed[a, b] = float(before[1:] == after[1:])
        self.register_buffer("allowed", allowed)
        self.register_buffer("begins", begins)

    def weights(self) -> tuple[Tensor, Tensor]:
        return (
            self.steps.masked_fill(self.allowed == 0, NEVER),
            self.first.masked_fill(self.begins == 0, NEVER),
        )

    def log_sum(self, emissions: Tensor, mask: Tensor) -> Tensor:
        steps, first = self.weights()
        alpha = first + emissions[:, 0]
        for at in range(1, emissions.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + steps, 1) + emissions[:, at]
            alpha = torch.where(mask[:, at, None] > 0, step, alpha)
        return torch.logsumexp(alpha, 1)

    def score(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        steps, first = self.weights()
        told = (emissions.gather(2, labels[..., None])[..., 0] * mask).sum(1) + first[labels[:, 0]]
        return told + (steps[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum(1)

    def loss(self, emissions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        return (self.log_sum(emissions, mask) - self.score(emissions, labels, mask)).sum() / mask.sum()

    def marginals(self, emissions: Tensor, mask: Tensor) -> Tensor:
        """The probability of each label at each place: the slope of the log-sum."""
        with torch.enable_grad():
            emissions = emissions.detach().requires_grad_()
            (slope,) = torch.autograd.grad(self.log_sum(emissions, mask).sum(), emissions)
        return slope
