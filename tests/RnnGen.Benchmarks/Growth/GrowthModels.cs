namespace RnnGen.Benchmarks.Growth;

/// <summary>One network in eight sizes: an LSTM of 16 inputs whose every state gives a value.</summary>
internal static class GrowthModels
{
    /// <summary>Inputs of a step.</summary>
    public const int Features = 16;

    /// <summary>Sizes of the state.</summary>
    public static IReadOnlyList<int> Hidden { get; } = [8, 16, 32, 64, 128, 256, 512, 1024];

    public static ITrainableModel Create(int hidden) => hidden switch
    {
        8 => new Growth8(seed: 1),
        16 => new Growth16(seed: 1),
        32 => new Growth32(seed: 1),
        64 => new Growth64(seed: 1),
        128 => new Growth128(seed: 1),
        256 => new Growth256(seed: 1),
        512 => new Growth512(seed: 1),
        1024 => new Growth1024(seed: 1),
        _ => throw new NotSupportedException($"No network of {hidden} units is declared."),
    };
}

/// <summary>The network with 8 units.</summary>
[Model(Stateful = true)]
[Input(steps: 100, features: 16)]
[Lstm(8, Return = Sequence)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class Growth8;

/// <summary>The network with 16 units.</summary>
[Model(Stateful = true)]
[Input(steps: 100, features: 16)]
[Lstm(16, Return = Sequence)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class Growth16;

/// <summary>The network with 32 units.</summary>
[Model(Stateful = true)]
[Input(steps: 100, features: 16)]
[Lstm(32, Return = Sequence)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class Growth32;

/// <summary>The network with 64 units.</summary>
[Model(Stateful = true)]
[Input(steps: 100, features: 16)]
[Lstm(64, Return = Sequence)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class Growth64;

/// <summary>The network with 128 units.</summary>
[Model(Stateful = true)]
[Input(steps: 100, features: 16)]
[Lstm(128, Return = Sequence)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class Growth128;

/// <summary>The network with 256 units.</summary>
[Model(Stateful = true)]
[Input(steps: 100, features: 16)]
[Lstm(256, Return = Sequence)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class Growth256;

/// <summary>The network with 512 units.</summary>
[Model(Stateful = true)]
[Input(steps: 100, features: 16)]
[Lstm(512, Return = Sequence)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class Growth512;

/// <summary>The network with 1024 units.</summary>
[Model(Stateful = true)]
[Input(steps: 100, features: 16)]
[Lstm(1024, Return = Sequence)]
[Dense(1)]
[Loss(MeanSquaredError)]
public partial class Growth1024;
