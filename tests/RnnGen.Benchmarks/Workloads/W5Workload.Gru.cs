using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;

namespace RnnGen.Benchmarks.Workloads;

internal sealed partial class W5Workload
{
    private IOperation Gru(int hidden, TensorBlock<float> weights)
    {
        switch (hidden)
        {
            case 8:
                var m8 = new GruStream8(seed: 1);
                return new GeneratedStep<GruStream8.State>(m8, m8.Step, weights, _signal);
            case 16:
                var m16 = new GruStream16(seed: 1);
                return new GeneratedStep<GruStream16.State>(m16, m16.Step, weights, _signal);
            case 20:
                var m20 = new GruStream20(seed: 1);
                return new GeneratedStep<GruStream20.State>(m20, m20.Step, weights, _signal);
            case 32:
                var m32 = new GruStream32(seed: 1);
                return new GeneratedStep<GruStream32.State>(m32, m32.Step, weights, _signal);
            case 40:
                var m40 = new GruStream40(seed: 1);
                return new GeneratedStep<GruStream40.State>(m40, m40.Step, weights, _signal);
            case 64:
                var m64 = new GruStream64(seed: 1);
                return new GeneratedStep<GruStream64.State>(m64, m64.Step, weights, _signal);
            case 128:
                var m128 = new GruStream128(seed: 1);
                return new GeneratedStep<GruStream128.State>(m128, m128.Step, weights, _signal);
            case 256:
                var m256 = new GruStream256(seed: 1);
                return new GeneratedStep<GruStream256.State>(m256, m256.Step, weights, _signal);
            default: throw new NotSupportedException($"No Gru of {hidden} units is declared.");
        }
    }
}
