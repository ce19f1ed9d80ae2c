using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>
/// The different tokens of a call, in the order in which a plane of its tokens has them first, and which of them each token is. Work that
/// is the same for equal tokens is done once for each of these: a plane of them has as many steps of all samples as give every one a row; the
/// rows that are left over stand for the first of them. For generated code; arguments are not checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct UniqueTokens
{
    /// <summary>Whole numbers before those for each row: how many there are.</summary>
    private const int Header = 1;

    private const int Empty = -1;

    private readonly int* _memory;
    private readonly int _batch;
    private readonly int _steps;

    /// <summary>The different tokens that <see cref="Find"/> leaves in the memory of a workspace.</summary>
    /// <param name="memory">Memory for eight numbers a sample and step, and two cache lines.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="steps">Number of steps of the tokens.</param>
    public UniqueTokens(void* memory, int batch, int steps)
    {
        _memory = (int*)memory;
        _batch = batch;
        _steps = steps;
    }

    /// <summary>How many steps of all samples a plane has that has a row for each.</summary>
    public int Steps => (*_memory + _batch - 1) / _batch;

    /// <summary>The tokens, one for every row of such a plane.</summary>
    public int* Ids => _memory + Header;

    private int Rows => _batch * _steps;

    /// <summary>The number of the different token that each sample's token at each step is.</summary>
    private int* Numbers => Ids + Rows;

    /// <summary>The rows of a plane of tokens, those of equal tokens side by side, in ascending order.</summary>
    private int* Occurrences => Numbers + Rows;

    /// <summary>Where the rows of each different token begin among those, and where the last ends.</summary>
    private int* Starts => Occurrences + Rows;

    private int* Slots => Starts + Rows + 1;

    /// <summary>Finds the different ones of the tokens in the rows of all steps.</summary>
    /// <param name="ids">All tokens, dense as [batch, steps].</param>
    /// <param name="samples">The rows of each step.</param>
    public void Find(int* ids, SampleOrder samples)
    {
        // Open addressing in a table of at least twice as many slots as there are rows, by the upper bits of a product (Knuth).
        var bits = BitOperations.Log2((uint)Rows) + 2;
        var shift = 32 - bits;
        var slots = Slots;
        new Span<int>(slots, 1 << bits).Fill(Empty);
        new Span<int>(Starts, Rows + 1).Clear();
        var count = 0;
        for (var t = 0; t < _steps; t++)
        {
            var rows = samples.RowsAt(t);
            for (var row = 0; row < rows; row++)
            {
                var id = ids[((nint)samples[row] * _steps) + t];
                var slot = (uint)id * 0x9E3779B1u >> shift;
                while (slots[slot] != Empty && Ids[slots[slot]] != id) slot = (slot + 1) & ((1u << bits) - 1);
                if (slots[slot] == Empty)
                {
                    slots[slot] = count;
                    Ids[count++] = id;
                }

                Numbers[(t * _batch) + row] = slots[slot];
                Starts[slots[slot]]++;
            }
        }

        *_memory = count;
        for (var number = count; number < Steps * _batch; number++) Ids[number] = Ids[0];
        Order(samples);
    }

    /// <summary>Each row of a plane of tokens becomes the row of the different one that it is.</summary>
    /// <typeparam name="T">Element type.</typeparam>
    /// <param name="unique">The first row of all different tokens.</param>
    /// <param name="plane">The row of the first step.</param>
    /// <param name="samples">The rows of each step.</param>
    /// <param name="firstStep">The first step.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="extent">Elements per row.</param>
    /// <param name="stride">Elements from one row to the next, of both planes.</param>
    public void Expand<T>(T* unique, T* plane, SampleOrder samples, int firstStep, int steps, int extent, int stride)
        where T : unmanaged
    {
        for (var t = firstStep; t < firstStep + steps; t++)
        {
            var rows = samples.RowsAt(t);
            var numbers = Numbers + ((nint)t * _batch);
            for (var row = 0; row < rows; row++, plane += stride) CopyLines(unique + ((nint)numbers[row] * stride), plane, extent);
        }
    }

    /// <summary>The adjoint of <see cref="Expand"/>: the rows of equal tokens added up, in ascending order of the rows.</summary>
    /// <param name="plane">The first row of all tokens, of as many at each step as were looked through.</param>
    /// <param name="unique">The row of the first step of different tokens.</param>
    /// <param name="firstStep">The first of these steps.</param>
    /// <param name="steps">Number of these steps.</param>
    /// <param name="extent">Elements per row.</param>
    /// <param name="stride">Elements from one row to the next, of both planes.</param>
    public void Sum(float* plane, float* unique, int firstStep, int steps, int extent, int stride)
    {
        if (InstructionSets.HasVector512) Sum<float, Vector512<float>, Lanes512>(plane, unique, firstStep, steps, extent, stride);
        else if (InstructionSets.HasVector256) Sum<float, Vector256<float>, Lanes256>(plane, unique, firstStep, steps, extent, stride);
        else if (InstructionSets.HasVector128) Sum<float, Vector128<float>, Lanes128>(plane, unique, firstStep, steps, extent, stride);
        else Sum<float, float, ScalarLanes<float>>(plane, unique, firstStep, steps, extent, stride);
    }

    /// <inheritdoc cref="Sum(float*, float*, int, int, int, int)"/>
    public void Sum(double* plane, double* unique, int firstStep, int steps, int extent, int stride) =>
        Sum<double, double, ScalarLanes<double>>(plane, unique, firstStep, steps, extent, stride);

    internal void Sum<T, TVector, TLanes>(T* plane, T* unique, int firstStep, int steps, int extent, int stride)
        where T : unmanaged
        where TVector : unmanaged
        where TLanes : struct, ILanes<T, TVector>
    {
        var end = (firstStep + steps) * _batch;
        for (var number = firstStep * _batch; number < end; number++, unique += stride)
        {
            var (first, last) = number < *_memory ? (Starts[number], Starts[number + 1]) : (0, 0);
            if (first == last)
            {
                new Span<T>(unique, extent).Clear();
                continue;
            }

            CopyLines(plane + ((nint)Occurrences[first] * stride), unique, extent);
            for (var i = first + 1; i < last; i++) RowMath.Add<T, TVector, TLanes>(plane + ((nint)Occurrences[i] * stride), unique, extent);
        }
    }

    /// <summary>A row with the padding of its last cache line: rows are short, and a call for each would take as long as the copy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyLines<T>(T* from, T* to, int extent)
        where T : unmanaged
    {
        for (var i = 0; i < extent; i += sizeof(Vector512<byte>) / sizeof(T)) *(Vector512<byte>*)(to + i) = *(Vector512<byte>*)(from + i);
    }

    /// <summary>From how many rows each different token has to where they begin, and which they are: a counting sort.</summary>
    private void Order(SampleOrder samples)
    {
        var before = 0;
        for (var number = 0; number <= *_memory; number++)
        {
            var rows = number < Rows ? Starts[number] : 0;
            Starts[number] = before;
            before += rows;
        }

        // Each start moves behind its rows, which is where the next begin.
        var occurrence = 0;
        for (var t = 0; t < _steps; t++)
        {
            var rows = samples.RowsAt(t);
            for (var row = 0; row < rows; row++) Occurrences[Starts[Numbers[(t * _batch) + row]]++] = occurrence++;
        }

        for (var number = *_memory; number > 0; number--) Starts[number] = Starts[number - 1];
        Starts[0] = 0;
    }
}
