using RnnGen.Benchmarks.Sides;
using RnnGen.Benchmarks.Sides.Generated;

namespace RnnGen.Benchmarks.Workloads;

internal sealed partial class W5Workload
{
    private IOperation Lstm(int hidden, TensorBlock<float> weights)
    {
        switch (hidden)
        {
            case 8:
                var m8 = new LstmStream8(seed: 1);
                return new GeneratedStep<LstmStream8.State>(m8, m8.Step, weights, _signal);
            case 16:
                var m16 = new LstmStream16(seed: 1);
                return new GeneratedStep<LstmStream16.State>(m16, m16.Step, weights, _signal);
            case 20:
                var m20 = new LstmStream20(seed: 1);
                return new GeneratedStep<LstmStream20.State>(m20, m20.Step, weights, _signal);
            case 32:
                var m32 = new LstmStream32(seed: 1);
                return new GeneratedStep<LstmStream32.State>(m32, m32.Step, weights, _signal);
            case 40:
                var m40 = new LstmStream40(seed: 1);
                return new GeneratedStep<LstmStream40.State>(m40, m40.Step, weights, _signal);
            case 64:
                var m64 = new LstmStream64(seed: 1);
                return new GeneratedStep<LstmStream64.State>(m64, m64.Step, weights, _signal);
            case 128:
                var m128 = new LstmStream128(seed: 1);
                return new GeneratedStep<LstmStream128.State>(m128, m128.Step, weights, _signal);
            case 256:
                var m256 = new LstmStream256(seed: 1);
                return new GeneratedStep<LstmStream256.State>(m256, m256.Step, weights, _signal);
            default: throw new NotSupportedException($"No Lstm of {hidden} units is declared.");
        }
    }
}
