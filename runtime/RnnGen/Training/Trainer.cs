namespace RnnGen.Training;

/// <summary>Trains models.</summary>
public static class Trainer
{
}
