using RnnGen;
using RnnGen.Aot;
using RnnGen.Numerics;
using RnnGen.Training;

// RnnGen.Aot                               weights drawn from a seed
// RnnGen.Aot weights.safetensors           weights of a file
// RnnGen.Aot --draw weights.safetensors    writes the drawn weights to a file
if (args is ["--draw", var file])
{
    new RidershipForecaster(seed: 1).Save(file);
    return;
}

var model = args is [var weights] ? RidershipForecaster.Load(weights) : new RidershipForecaster(seed: 1);
var x = new float[RidershipForecaster.Steps * RidershipForecaster.InputFeatures];
Report.Fill(x);
var y = new float[1];
model.Predict(x, y, model.CreateWorkspace());
var elapsed = DateTime.UtcNow - Report.Started();
var resident = Environment.WorkingSet;

Console.WriteLine($"start to first prediction {elapsed.TotalMilliseconds:F1} ms, {resident / (double)(1 << 20):F1} MiB resident");
Console.WriteLine($"instruction set {InstructionSets.Active}");
Report.Print("prediction", y);

var state = RidershipForecaster.InitialState();
for (var t = 0; t < RidershipForecaster.Steps; t++)
    model.Step(ref state, x.AsSpan(t * RidershipForecaster.InputFeatures, RidershipForecaster.InputFeatures), y);
Report.Print("the same, step by step", y);

const int Batch = 21;
var inputs = new float[Batch * x.Length];
var targets = new float[Batch];
Report.Fill(inputs);
Report.Fill(targets);
var workspace = model.CreateTrainingWorkspace(Batch);
var optimizer = new Adam(learningRate: 0.01);
for (var step = 0; step < 3; step++)
{
    workspace.Step = step;
    model.Forward(inputs, Batch, workspace);
    Report.Print($"loss {step}", [model.Loss(targets, workspace)]);
    model.Backward(workspace);
    Report.Print($"gradients {step}", workspace.Gradients.Values);
    optimizer.Step(model.Parameters, workspace.Gradients);
    model.RefreshWeights();
}

Report.Print("weights", model.Parameters.Values);
