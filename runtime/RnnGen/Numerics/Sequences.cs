using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace RnnGen.Numerics;

/// <summary>
/// Products of rows with all steps of a whole sequence, as attention needs them: row r belongs to sample r mod batch, and step s of
/// that sample is row s·batch + r mod batch of the sequence. Nothing beyond a row's extent is touched. A result depends on its own
/// operands and the instruction set only. Arguments are those of generated code and are not checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Sequences
{
    /// <summary>
    /// The products of each query with all keys of its sample: scores[r, s] = Σ queries[r, e]·keys[s·batch + r mod batch, e], and 0
    /// in the columns beyond the last key.
    /// </summary>
    /// <param name="queries">The queries, [rows, queryStride].</param>
    /// <param name="queryStride">Elements from one query to the next.</param>
    /// <param name="keys">The keys, [keySteps·batch, keyStride].</param>
    /// <param name="keyStride">Elements from one key to the next.</param>
    /// <param name="scores">The plane to write, [rows, scoreStride].</param>
    /// <param name="scoreStride">Elements from one row of the scores to the next.</param>
    /// <param name="rows">Number of queries.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="keySteps">Number of keys of a sample.</param>
    /// <param name="extent">Length of the inner product.</param>
    /// <param name="columns">Scores written per row, at least <paramref name="keySteps"/>.</param>
    public static void Dot(
        float* queries, int queryStride, float* keys, int keyStride, float* scores, int scoreStride,
        int rows, int batch, int keySteps, int extent, int columns)
    {
        if (InstructionSets.HasVector512)
        {
            Dot<float, Vector512<float>, Lanes512>(
                queries, queryStride, keys, keyStride, scores, scoreStride, rows, batch, keySteps, extent, columns);
        }
        else if (InstructionSets.HasVector256)
        {
            Dot<float, Vector256<float>, Lanes256>(
                queries, queryStride, keys, keyStride, scores, scoreStride, rows, batch, keySteps, extent, columns);
        }
        else if (InstructionSets.HasVector128)
        {
            Dot<float, Vector128<float>, Lanes128>(
                queries, queryStride, keys, keyStride, scores, scoreStride, rows, batch, keySteps, extent, columns);
        }
        else
        {
            Dot<float, float, ScalarLanes<float>>(
                queries, queryStride, keys, keyStride, scores, scoreStride, rows, batch, keySteps, extent, columns);
        }
    }

    /// <inheritdoc cref="Dot(float*, int, float*, int, float*, int, int, int, int, int, int)"/>
    public static void Dot(
        double* queries, int queryStride, double* keys, int keyStride, double* scores, int scoreStride,
        int rows, int batch, int keySteps, int extent, int columns) =>
        Dot<double, double, ScalarLanes<double>>(
            queries, queryStride, keys, keyStride, scores, scoreStride, rows, batch, keySteps, extent, columns);

    /// <summary>
    /// The weighted sum of the values of each row's sample: result[r, e] = Σ weights[r, s]·values[s·batch + r mod batch, e].
    /// </summary>
    /// <param name="weights">The weights, [rows, weightStride].</param>
    /// <param name="weightStride">Elements from one row of the weights to the next.</param>
    /// <param name="values">The values, [keySteps·batch, valueStride].</param>
    /// <param name="valueStride">Elements from one row of the values to the next.</param>
    /// <param name="result">The plane to write, [rows, resultStride].</param>
    /// <param name="resultStride">Elements from one row of the result to the next.</param>
    /// <param name="rows">Number of rows of the weights.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="keySteps">Number of values of a sample.</param>
    /// <param name="extent">Elements per row of the values.</param>
    public static void Mix(
        float* weights, int weightStride, float* values, int valueStride, float* result, int resultStride,
        int rows, int batch, int keySteps, int extent)
    {
        if (InstructionSets.HasVector512)
        {
            Mix<float, Vector512<float>, Lanes512>(
                weights, weightStride, values, valueStride, result, resultStride, rows, batch, keySteps, extent);
        }
        else if (InstructionSets.HasVector256)
        {
            Mix<float, Vector256<float>, Lanes256>(
                weights, weightStride, values, valueStride, result, resultStride, rows, batch, keySteps, extent);
        }
        else if (InstructionSets.HasVector128)
        {
            Mix<float, Vector128<float>, Lanes128>(
                weights, weightStride, values, valueStride, result, resultStride, rows, batch, keySteps, extent);
        }
        else
        {
            Mix<float, float, ScalarLanes<float>>(
                weights, weightStride, values, valueStride, result, resultStride, rows, batch, keySteps, extent);
        }
    }

    /// <inheritdoc cref="Mix(float*, int, float*, int, float*, int, int, int, int, int)"/>
    public static void Mix(
        double* weights, int weightStride, double* values, int valueStride, double* result, int resultStride,
        int rows, int batch, int keySteps, int extent) =>
        Mix<double, double, ScalarLanes<double>>(
            weights, weightStride, values, valueStride, result, resultStride, rows, batch, keySteps, extent);

    /// <summary>
    /// The adjoint of both: result[s·batch + r mod batch, e] += weights[r, s]·queries[r, e], the rows in ascending order.
    /// </summary>
    /// <param name="weights">The weights, [rows, weightStride].</param>
    /// <param name="weightStride">Elements from one row of the weights to the next.</param>
    /// <param name="queries">The queries, [rows, queryStride].</param>
    /// <param name="queryStride">Elements from one query to the next.</param>
    /// <param name="result">The plane to add to, [keySteps·batch, resultStride].</param>
    /// <param name="resultStride">Elements from one row of the result to the next.</param>
    /// <param name="rows">Number of queries.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="keySteps">Number of rows of the result of a sample.</param>
    /// <param name="extent">Elements per row of the queries.</param>
    public static void Outer(
        float* weights, int weightStride, float* queries, int queryStride, float* result, int resultStride,
        int rows, int batch, int keySteps, int extent)
    {
        if (InstructionSets.HasVector512)
        {
            Outer<float, Vector512<float>, Lanes512>(
                weights, weightStride, queries, queryStride, result, resultStride, rows, batch, keySteps, extent);
        }
        else if (InstructionSets.HasVector256)
        {
            Outer<float, Vector256<float>, Lanes256>(
                weights, weightStride, queries, queryStride, result, resultStride, rows, batch, keySteps, extent);
        }
        else if (InstructionSets.HasVector128)
        {
            Outer<float, Vector128<float>, Lanes128>(
                weights, weightStride, queries, queryStride, result, resultStride, rows, batch, keySteps, extent);
        }
        else
        {
            Outer<float, float, ScalarLanes<float>>(
                weights, weightStride, queries, queryStride, result, resultStride, rows, batch, keySteps, extent);
        }
    }

    /// <inheritdoc cref="Outer(float*, int, float*, int, float*, int, int, int, int, int)"/>
    public static void Outer(
        double* weights, int weightStride, double* queries, int queryStride, double* result, int resultStride,
        int rows, int batch, int keySteps, int extent) =>
        Outer<double, double, ScalarLanes<double>>(
            weights, weightStride, queries, queryStride, result, resultStride, rows, batch, keySteps, extent);
}
