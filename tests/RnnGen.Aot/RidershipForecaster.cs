namespace RnnGen.Aot;

[Model]
[Input(steps: 30, features: 5)]
[Gru(64, Return = Sequence, InputDropout = 0.2f)]
[Gru(32)]
[Dense(32, Activation = Relu)]
[Dropout(0.2f)]
[Dense(1)]
[Loss(MeanSquaredError)]
internal partial class RidershipForecaster;
