namespace Tutorials.Models;

/// <summary>S6, the tutorial's LSTM.</summary>
[Model]
[Input(steps: 12, features: 3)]
[Lstm(16, Family = Tutorial, KernelInitializer = UniformInverseSqrt, RecurrentInitializer = UniformInverseSqrt)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class TutorialLstm;

/// <summary>S6, the tutorial's GRU: no biases, reset before the product, z taking the new state.</summary>
[Model]
[Input(steps: 12, features: 3)]
[Gru(16, Family = Tutorial, KernelInitializer = UniformInverseSqrt, RecurrentInitializer = UniformInverseSqrt)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class TutorialGru;
