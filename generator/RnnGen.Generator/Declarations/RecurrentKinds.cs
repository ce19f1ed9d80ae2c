using RnnGen.Compiler.Layers;

namespace RnnGen.Generator.Declarations;

/// <summary>How the attributes of recurrent layers become specs. What is not said stays null: the layer's family decides it.</summary>
internal static class RecurrentKinds
{
    public static RnnSpec Rnn(string name, DeclaredAttribute layer) => Read(new RnnSpec(name, LayerKinds.Units(layer)), layer);

    public static GruSpec Gru(string name, DeclaredAttribute layer) => Gated(new GruSpec(name, LayerKinds.Units(layer)), layer) with
    {
        ResetAfter = layer.Has("ResetAfter") ? layer.Get("ResetAfter", true) : null,
        UpdateGate = layer.GetEnum<UpdateGateKind>("UpdateGate"),
    };

    public static LstmSpec Lstm(string name, DeclaredAttribute layer) => Gated(new LstmSpec(name, LayerKinds.Units(layer)), layer) with
    {
        CellActivation = layer.GetActivation("CellActivation"),
        Peepholes = layer.Get("Peepholes", false),
        ProjectionSize = layer.Get("ProjectionSize", 0),
        CoupledGates = layer.Get("CoupledGates", false),
        LayerNorm = layer.Get("LayerNorm", false),
        ClipCell = layer.Get("ClipCell", 0f),
        UnitForgetBias = layer.Has("UnitForgetBias") ? layer.Get("UnitForgetBias", false) : null,
    };

    public static CellSpec Cell(string name, DeclaredAttribute layer) => Read(new CellSpec(name, LayerKinds.Units(layer), layer.GetCell("type")), layer);

    private static T Gated<T>(T spec, DeclaredAttribute layer)
        where T : GatedSpec => Read((T)(spec with { RecurrentActivation = layer.GetActivation("RecurrentActivation") }), layer);

    private static T Read<T>(T spec, DeclaredAttribute layer)
        where T : RecurrentSpec => (T)(spec with
        {
            Return = layer.GetEnum("Return", ReturnKind.Last),
            Layers = layer.Get("Layers", 1),
            Bidirectional = layer.Get("Bidirectional", false),
            Merge = layer.GetEnum("Merge", MergeKind.Concat),
            Family = layer.GetEnum("Family", Family.PyTorch),
            Biases = layer.GetEnum<BiasKind>("Biases"),
            Activation = layer.GetActivation("Activation"),
            ClipGates = layer.Get("ClipGates", 0f),
            KernelInitializer = layer.GetInitializer("KernelInitializer"),
            RecurrentInitializer = layer.GetInitializer("RecurrentInitializer"),
            BiasInitializer = layer.GetInitializer("BiasInitializer"),
            InputDropout = layer.Get("InputDropout", 0f),
            InputDropoutMask = layer.GetEnum<DropoutMaskKind>("InputDropoutMask"),
            RecurrentDropout = layer.Get("RecurrentDropout", 0f),
            RecurrentDropoutMask = layer.GetEnum("RecurrentDropoutMask", RecurrentMaskKind.PerGate),
            BetweenDropout = layer.Get("BetweenDropout", 0f),
            InitialState = layer.GetEnum("InitialState", InitialStateKind.Zero),
            InitialStateFrom = layer.Has("InitialStateFrom") ? layer.Get("InitialStateFrom", "") : null,
            FinalStateOutput = layer.Get("FinalStateOutput", false),
            HiddenStatesOutput = layer.Get("HiddenStatesOutput", false),
        });
}
