namespace RnnGen.Compiler.Layers;

/// <summary>What cells with gates share beyond other recurrent layers: gates by letters, in an order that the family sets.</summary>
public abstract record GatedSpec(string Name, int Units) : RecurrentSpec(Name, Units)
{
    /// <summary>The activation of the gates; null for the sigmoid, which all families use.</summary>
    public ActivationSpec? RecurrentActivation { get; init; }

    protected internal sealed override int Gates => Order.Length;

    /// <summary>The letters of the gates in the order of their rows.</summary>
    protected abstract string Order { get; }

    /// <summary>The kind in tables before what differs from PyTorch.</summary>
    protected abstract string Cell { get; }

    /// <summary>The words of tables for what the class adds.</summary>
    protected abstract IEnumerable<string> Traits { get; }

    /// <summary>Weights mean something else in another variant, so that tables, and the hash that files carry, name it.</summary>
    protected sealed override string Kind
    {
        get
        {
            List<string> traits = [.. Family == Family.PyTorch ? [] : new[] { Family.ToString() }, .. Traits];
            if (GateActivation.Kind != ActivationKind.Sigmoid) traits.Add("gates " + GateActivation);
            if (ActivationInForce.Kind != ActivationKind.Tanh) traits.Add(ActivationInForce.ToString());
            return traits.Count == 0 ? Cell : $"{Cell} ({string.Join(", ", traits)})";
        }
    }

    protected ActivationSpec GateActivation => RecurrentActivation ?? ActivationKind.Sigmoid;

    protected int Row(char gate) => Order.IndexOf(gate);
}
