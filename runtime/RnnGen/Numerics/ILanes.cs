namespace RnnGen.Numerics;

/// <summary>
/// What an algorithm over rows needs of a vector, so that it is written once for every width. The implementations are empty
/// structs: as a type argument they cost nothing and their members are inlined.
/// </summary>
/// <typeparam name="T">Element type.</typeparam>
/// <typeparam name="TVector">So many elements, in memory as in an array.</typeparam>
internal unsafe interface ILanes<T, TVector>
    where T : unmanaged
    where TVector : unmanaged
{
    /// <summary>The same element in all lanes.</summary>
    static abstract TVector Broadcast(T value);

    /// <summary>The first <paramref name="count"/> lanes, the others 0; touches no memory beyond them.</summary>
    static abstract TVector LoadPartial(T* p, int count);

    /// <summary>Stores the first <paramref name="count"/> lanes and touches no memory beyond them.</summary>
    static abstract void StorePartial(T* p, TVector v, int count);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a·b + c, rounded as <see cref="VectorMath"/> does at this width.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>The larger, lane by lane; NaN if either is.</summary>
    static abstract TVector Max(TVector a, TVector b);

    /// <summary>The sum of all lanes: the halves are added until four lanes are left, those as (v0 + v1) + (v2 + v3).</summary>
    static abstract T Sum(TVector v);

    /// <summary>Writes the sums of four vectors, each with the bits of <see cref="Sum"/>.</summary>
    static abstract void StoreSums(T* p, TVector a, TVector b, TVector c, TVector d);

    /// <summary>The largest lane; NaN if any is.</summary>
    static abstract T Largest(TVector v);
}
