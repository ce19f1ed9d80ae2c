namespace RnnGen.Benchmarks.Activations;

/// <summary>A function on the elements of a vector, as a type argument so that loops inline it.</summary>
/// <typeparam name="TVector">A vector of floats, or one of them.</typeparam>
internal interface IFunction<TVector>
{
    static abstract TVector Of(TVector x);
}
