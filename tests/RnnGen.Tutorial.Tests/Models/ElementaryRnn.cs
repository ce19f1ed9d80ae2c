namespace Tutorials.Models;

/// <summary>
/// S1, the elementary RNN: 4 inputs, 8 hidden, 4 outputs at each of 3 steps, weights from N(0, 0.01²), zero biases;
/// every output, and every hidden state, the initial one included.
/// </summary>
[Model]
[Input(steps: 3, features: 4)]
[Rnn(8, Return = Sequence, Family = Tutorial, HiddenStatesOutput = true)]
[Dense(4, Family = Tutorial)]
[Loss(CrossEntropyWithLogits)]
public partial class ElementaryRnn;
