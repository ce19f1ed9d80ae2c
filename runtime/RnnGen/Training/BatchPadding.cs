namespace RnnGen.Training;

/// <summary>How many steps a batch of samples with lengths has. Samples without lengths all have all steps.</summary>
public enum BatchPadding
{
    /// <summary>As many as its longest sample: nothing is computed for steps that no sample has.</summary>
    Longest,

    /// <summary>Those of the dataset, the same for every batch.</summary>
    Fixed,
}
