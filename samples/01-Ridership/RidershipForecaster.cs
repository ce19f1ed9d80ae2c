namespace RnnGen.Samples.Ridership;

/// <summary>Thirty days go in, five values each; the ridership of the day after comes out.</summary>
[Model]
[Input(steps: 30, features: 5)]
[Gru(64, Return = Sequence)]
[Gru(32)]
[Dense(32, Activation = Relu)]
[Dropout(0.2f)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class RidershipForecaster;
