namespace RnnGen.Jit.Tests.Models;

/// <summary>Sequence to sequence: a prediction and a target for every step.</summary>
[Model]
[Input(steps: 12, features: 3)]
[Rnn(70, Return = Sequence)]
[Dense(7, Activation = Sigmoid)]
[Loss(MeanSquaredError)]
internal partial class Tagger;
