using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace RnnGen.Benchmarks.Sides.Torch;

/// <summary>A cell with a linear head that keeps its state from one call to the next.</summary>
internal abstract class TorchStream : Module<Tensor, Tensor>
{
    private readonly Linear dense1;
    private readonly int _hidden;

    private TorchStream(int hidden)
        : base("stream") => (_hidden, dense1) = (hidden, Linear(hidden, 1));

    /// <summary>The hidden state first. No field may be a tensor: those are registered as buffers.</summary>
    private Tensor[] States { get; set; } = [];

    /// <summary>How a cell's parameter is called in a layer.</summary>
    public static string LayerName(string name) => name.StartsWith("dense", StringComparison.Ordinal) ? name : name + "_l0";

    /// <summary>Begins a stream.</summary>
    public void Reset()
    {
        foreach (var state in States) state.Dispose();
        States = [zeros(1, _hidden), zeros(1, _hidden)];
    }

    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var next = Next(x, States);
        var y = dense1.call(next[0]);
        foreach (var state in States) state.Dispose();
        foreach (var state in next) state.DetachFromDisposeScope();
        States = next;
        return y.MoveToOuterDisposeScope();
    }

    protected abstract Tensor[] Next(Tensor x, Tensor[] states);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var state in States) state.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>With an LSTM's cell, of one input.</summary>
    public sealed class Lstm : TorchStream
    {
        private readonly LSTMCell lstm1;

        public Lstm(int hidden)
            : base(hidden)
        {
            lstm1 = LSTMCell(1, hidden);
            RegisterComponents();
        }

        protected override Tensor[] Next(Tensor x, Tensor[] states)
        {
            var (h, c) = lstm1.call(x, (states[0], states[1]));
            return [h, c];
        }
    }

    /// <summary>With a GRU's cell, of one input.</summary>
    public sealed class Gru : TorchStream
    {
        private readonly GRUCell gru1;

        public Gru(int hidden)
            : base(hidden)
        {
            gru1 = GRUCell(1, hidden);
            RegisterComponents();
        }

        protected override Tensor[] Next(Tensor x, Tensor[] states) => [gru1.call(x, states[0])];
    }
}
