namespace RnnGen.Jit.Tests.Models;

/// <summary>Sizes that no vector divides, states that come from the caller and go back, gradients of the inputs.</summary>
[Model]
[Input(steps: 12, features: 3)]
[Lstm(29, Layers = 2, BetweenDropout = 0.1f, InitialState = InitialStateKind.Input, FinalStateOutput = true)]
[Loss(External)]
internal partial class OddLstm;
