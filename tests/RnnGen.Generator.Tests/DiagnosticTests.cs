using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.TestKit;

namespace RnnGen.Generator.Tests;

public class DiagnosticTests
{
    /// <summary>An id, an edit of the ridership model that brings it about, the attribute it stands at, what its message must name.</summary>
    public static TheoryData<string, string, string, string, string> Wrong => new()
    {
        { "RNN001", "partial class", "class", Model, "write 'partial class RidershipForecaster'" },
        { "RNN002", "class RidershipForecaster", "class RidershipForecaster<T>", Model, "'RidershipForecaster' is generic" },
        { "RNN002", "public partial", "public static partial", Model, "is static:" },
        { "RNN002", "public partial", "public abstract partial", Model, "is abstract:" },
        { "RNN002", "public partial", "file partial", Model, "is file-local:" },
        { "RNN002", "partial class", "partial record", Model, "is a record:" },
        { "RNN002", "partial class", "partial struct", Model, "is not a class:" },
        { "RNN002", "class RidershipForecaster", "class @fixed", Model, "is named by a keyword:" },
        { "RNN003", Class, Class + " [Dense(7)] partial class RidershipForecaster;", "[Dense(7)]", "has [Dense] on another part" },
        { "RNN004", "[Input(steps: 30, features: 5)]", "", Model, "'RidershipForecaster' has no input" },
        { "RNN006", AllLayers, "", Model, "'RidershipForecaster' has no layer" },
        { "RNN007", "[Gru(32)]", "[Gru(0)]", "[Gru(0)]", "'gru2' has units = 0" },
        { "RNN007", "[Gru(32)]", "[Gru(32, Layers = -1)]", "[Gru(32, Layers = -1)]", "'gru2' has Layers = -1" },
        { "RNN007", "[Dense(1)]", "[Dense(-5)]", "[Dense(-5)]", "'dense2' has units = -5" },
        { "RNN007", "features: 5", "features: 0", "[Input(steps: 30, features: 0)]", "'x' has features = 0" },
        { "RNN007", "steps: 30", "steps: 0", "[Input(steps: 0, features: 5)]", "'x' has steps = 0" },
        { "RNN008", "[Dropout(0.2f)]", "[Dropout(1)]", "[Dropout(1)]", "'dropout1' has rate = 1:" },
        { "RNN008", "[Dropout(0.2f)]", "[Dropout(float.NaN)]", "[Dropout(float.NaN)]", "rate = NaN" },
        { "RNN008", "[Gru(32)]", "[Gru(32, InputDropout = -0.5f)]", "[Gru(32, InputDropout = -0.5f)]", "'gru2' has InputDropout = -0.5" },
        { "RNN008", "[Gru(32)]", "[Gru(32, Layers = 2, BetweenDropout = 1.5f)]", "[Gru(32, Layers = 2, BetweenDropout = 1.5f)]", "BetweenDropout = 1.5" },
        { "RNN009", "Return = Sequence, ", "", "[Gru(32)]", "'gru2' needs a sequence [30 × 64] but gets a vector [64]: set Return = Sequence on 'gru1'" },
        { "RNN009", "[Dropout(0.2f)]", "[Dropout(0.2f)] [Lstm(8)]", "[Lstm(8)]", "'lstm1' needs a sequence [30 × 32] but gets a vector [32]: set Return = Sequence on 'gru2'" },
        { "RNN009", $"steps: 30, features: 5)]\n{TwoGrus}", "features: 5)]\n[Rnn(3)]", "[Rnn(3)]", "'rnn1' needs a sequence [steps × 5] but gets a vector [5]: declare [Input(steps: …, features: 5)]" },
        { "RNN010", "[Gru(32)]", "[Gru(32, Name = \"dense1\")]", "[Dense(32, Activation = Relu)]", "the name 'dense1' is taken" },
        { "RNN010", "[Dense(1)]", "[Dense(1, Name = \"GRU1\")]", "[Dense(1, Name = \"GRU1\")]", "the name 'GRU1' is taken" },
        { "RNN011", "[Dense(1)]", "[Dense(1, Name = \"my head\")]", "[Dense(1, Name = \"my head\")]", "'my head'" },
        { "RNN011", "[Dense(1)]", "[Dense(1, Name = \"\")]", "[Dense(1, Name = \"\")]", "''" },
        { "RNN011", "[Dense(1)]", "[Dense(1, Name = \"class\")]", "[Dense(1, Name = \"class\")]", "'class'" },
        { "RNN012", "[Gru(32)]", "[Gru(32, BetweenDropout = 0.5f)]", "[Gru(32, BetweenDropout = 0.5f)]", "'gru2' says BetweenDropout = 0.5, but" },
        { "RNN012", "[Dense(1)]", "[Dense(1, Activation = (Activation)99)]", "[Dense(1, Activation = (Activation)99)]", "'dense2' says Activation = 99, but the values are Linear, Relu, Tanh, Sigmoid" },
        { "RNN012", "Precision = Float32", "Precision = (Precision)2", "[Model(Trainable = true, Precision = (Precision)2)]", "'Model' says Precision = 2" },
        { "RNN012", "Trainable = true", "Trainable = false", "[Loss(MeanSquaredError)]", "'Loss' says [Loss(MeanSquaredError)], but the model says Trainable = false" },
        { "RNN035", "Trainable = true", "Weights = Bf16", "[Model(Weights = Bf16, Precision = Float32)]", "'RidershipForecaster' says Weights = Bf16, but it is trainable, and training moves weights by less than they would be rounded by: set Trainable = false" },
        { "RNN035", "Trainable = true", "Weights = Int8", "[Model(Weights = Int8, Precision = Float32)]", "'RidershipForecaster' says Weights = Int8, but it is trainable, and training moves weights by less than they would be rounded by: set Trainable = false" },
        { "RNN035", $"{Model}\n[Input(steps: 30, features: 5)]\n{AllLayers}\n[Loss(MeanSquaredError)]", "[Model(Trainable = false, Precision = Float64, Weights = Bf16)]\n[Input(30, 5)] [Gru(3)]\n", "[Model(Trainable = false, Precision = Float64, Weights = Bf16)]", "but it has Precision = Float64, which is the reference" },
        { "RNN013", "[Loss(MeanSquaredError)]", "", Model, "'RidershipForecaster' is trainable but has no loss" },
        { "RNN015", $"steps: 30, features: 5)]\n{TwoGrus}", "features: 5)]", "[Input(features: 5)]", "'RidershipForecaster' gets no Step, because its input [5] has no time axis" },
        { "RNN016", $"{Model}\n[Input(steps: 30, features: 5)]\n{AllLayers}\n[Loss(MeanSquaredError)]", "[Gru(3)]", "[Gru(3)]", "'RidershipForecaster' has [Gru] but no [Model]" },
        { "RNN010", "[Gru(32)]", "[Gru(32, Name = \"gru_1\")]", "[Gru(32, Name = \"gru_1\")]", "the name 'gru_1' is taken" },
        { "RNN007", "[Input(steps: 30, features: 5)]", "[Tokens(0, 30)] [Embedding(4)]", "[Tokens(0, 30)]", "'x' has vocabulary = 0" },
        { "RNN010", "features: 5)]", "features: 5)] [Input(3, Name = \"X\")]", "[Input(3, Name = \"X\")]", "the name 'X' is taken" },
        { "RNN010", "features: 5)]", "features: 5, Name = \"gru2\")]", "[Gru(32)]", "the name 'gru2' is taken" },
        { "RNN012", "features: 5)]", "features: 5)] [Input(3, StepsOf = \"y\")]", "[Input(3, StepsOf = \"y\")]", "'x2' says StepsOf = \"y\", but no input of that name has steps of its own; there are 'x'" },
        { "RNN012", "features: 5)]", "features: 5)] [Input(3, Lengths = true)]", "[Input(3, Lengths = true)]", "'x2' says Lengths = true, but it has no steps to count" },
        { "RNN012", "[Input(steps: 30, features: 5)]", "[Tokens(9, 30, Padding = 0)] [Embedding(4)]", "[Tokens(9, 30, Padding = 0)]", "'x' says Padding = 0, but nothing comes of it without MaskPadding" },
        { "RNN012", "[Input(steps: 30, features: 5)]", "[Tokens(9, 30, Padding = 9, MaskPadding = true)] [Embedding(4)]", "[Tokens(9, 30, Padding = 9, MaskPadding = true)]", "its tokens are 0 to 8" },
        { "RNN012", "[Input(steps: 30, features: 5)]", "[Tokens(9, 30, MaskPadding = true)] [Embedding(4)]", "[Tokens(9, 30, MaskPadding = true)]", "no token is called the padding" },
        { "RNN012", "[Gru(32)]", "[Gru(32, Merge = Average)]", "[Gru(32, Merge = Average)]", "'gru2' says Merge = Average, but there is one direction only" },
        { "RNN012", "[Gru(32)]", "[Gru(32, Bidirectional = true, Merge = None)]", "[Dense(32, Activation = Relu)]", "'dense1' says Merge = None, but then 'gru2' has no output of its own; read 'gru2.forward'" },
        { "RNN012", "[Dropout(0.2f)]", "[Add(From = \"gru2\")]", "[Add(From = \"gru2\")]", "'add1' says [Add], but there is only one input" },
        { "RNN012", "[Dense(1)]", "[Dense(1, From = \"gru2, dense1\")]", "[Dense(1, From = \"gru2, dense1\")]", "'dense2' says From = \"gru2, dense1\", but this layer reads one input" },
        { "RNN012", "(MeanSquaredError)", "(MeanSquaredError, Delta = 2)", "[Loss(MeanSquaredError, Delta = 2)]", "'Loss' says Delta = 2, but only Huber" },
        { "RNN012", "(MeanSquaredError)", "(MeanSquaredError, IgnoreIndex = 0)", "[Loss(MeanSquaredError, IgnoreIndex = 0)]", "'Loss' says IgnoreIndex = 0, but only CrossEntropyWithLogits" },
        { "RNN012", "(MeanSquaredError)", "(MeanSquaredError, Weight = double.NaN)", "[Loss(MeanSquaredError, Weight = double.NaN)]", "'Loss' says Weight = NaN, but a weight is a finite number" },
        { "RNN012", "(MeanSquaredError)", "(BinaryCrossEntropyWithLogits, PositiveWeight = 0)", "[Loss(BinaryCrossEntropyWithLogits, PositiveWeight = 0)]", "PositiveWeight = 0" },
        { "RNN012", "(MeanSquaredError)]", "(MeanSquaredError)] [Loss(External)]", "[Loss(External)]", "'Loss' says [Loss(External)], but there are other losses" },
        { "RNN017", "class RidershipForecaster", "class Forward", Model, "'Forward' is also the name of a member" },
        { "RNN017", "class RidershipForecaster", "class PredictSample", Model, "'PredictSample' is also the name of a member" },
        { "RNN017", "class RidershipForecaster", "class Vocabulary", Model, "'Vocabulary' is also the name of a member" },
        { "RNN018", "[Dense(1)]", "[Dense(1, From = \"gru3\")]", "[Dense(1, From = \"gru3\")]", "'dense2' reads 'gru3', which is neither an input nor a layer: there are x, gru1, gru2, dense1, dropout1" },
        { "RNN018", "[Dense(1)]", "[Dense(1, From = \"gru2.forward\")]", "[Dense(1, From = \"gru2.forward\")]", "'dense2' reads 'gru2.forward'" },
        { "RNN018", "[Dense(1)]", "[Dense(1, From = \"\")]", "[Dense(1, From = \"\")]", "'dense2' reads ''" },
        { "RNN019", "[Dense(32, Activation = Relu)]", "[Dense(32, From = \"dropout1\")]", "[Dropout(0.2f)]", "'dropout1' depends on itself, dense1 → dropout1 → dense1" },
        { "RNN019", "[Dense(1)]", "[Dense(1, From = \"dense2\")]", "[Dense(1, From = \"dense2\")]", "dense2 → dense2" },
        { "RNN020", "[Gru(32)]", "[Add(From = \"x, gru1\")] [Gru(32)]", "[Add(From = \"x, gru1\")]", "'add1' cannot join 'x' [30 × 5], 'gru1' [30 × 64], because they differ in size" },
        { "RNN020", "[Dropout(0.2f)]", "[Concatenate(From = \"gru1, dense1\")]", "[Concatenate(From = \"gru1, dense1\")]", "'concatenate1' cannot join 'gru1' [30 × 64], 'dense1' [32], because they have not the same steps" },
        { "RNN020", "[Input(steps: 30, features: 5)]", "[Input(30, 5)] [Input(30, 5)] [Add(From = \"x, x2\")]", "[Add(From = \"x, x2\")]", "not the same steps: let all of them be sequences of one input's steps (Return = Sequence, StepsOf)" },
        { "RNN021", "[Input(steps: 30, features: 5)]", "[Tokens(100, 30)]", "[Gru(64, Return = Sequence, InputDropout = 0.2f)]", "'gru1' needs numbers but gets tokens [30 × tokens]: put an [Embedding] between them" },
        { "RNN021", "[Gru(32)]", "[Embedding(8)] [Gru(32)]", "[Embedding(8)]", "'embedding1' needs tokens but gets numbers [30 × 64]: let it read a [Tokens] input" },
        { "RNN022", "(MeanSquaredError)", "(MeanSquaredError, Of = \"dense1\")", "[Loss(MeanSquaredError, Of = \"dense1\")]", "Of = \"dense1\", which is no output: outputs are the layers that no other layer reads, 'dense2'" },
        { "RNN023", "[Dense(1)]", "[Dense(1)] [Dense(2, From = \"dense1\")]", "[Loss(MeanSquaredError)]", "[Loss(MeanSquaredError)] does not say which it judges: set Of to one of 'dense2', 'dense3'" },
        { "RNN024", "(MeanSquaredError)", "(CrossEntropyWithLogits)", "[Loss(CrossEntropyWithLogits)]", "[Loss(CrossEntropyWithLogits)] cannot judge 'dense2' [1], because it needs a logit for every class" },
        { "RNN024", "[Dense(1)]\n[Loss(MeanSquaredError)]", "[Dense(3)]\n[Loss(CrossEntropyWithLogits, ClassWeights = new[] { 1, 2.5 })]", "[Loss(CrossEntropyWithLogits, ClassWeights = new[] { 1, 2.5 })]", "ClassWeights has 2 weights" },
        { "RNN024", "[Dense(1)]\n[Loss(MeanSquaredError)]", "[Dense(3)]\n[Loss(MeanSquaredError)]\n[Loss(CrossEntropyWithLogits)]", "[Loss(CrossEntropyWithLogits)]", "its target holds numbers for MeanSquaredError already" },
        { "RNN024", "[Dense(1)]\n[Loss(MeanSquaredError)]", "[Dense(3)]\n[Loss(CrossEntropyWithLogits)]\n[Loss(CrossEntropyWithLogits, IgnoreIndex = -1)]", "[Loss(CrossEntropyWithLogits, IgnoreIndex = -1)]", "its labels are those of a CrossEntropyWithLogits with no IgnoreIndex" },
        { "RNN025", Model + "\n[Input(steps: 30, features: 5)]\n[Gru(64,", "[Model(Stateful = true)]\n[Input(steps: 30, features: 5)]\n[Gru(64, Bidirectional = true,", "[Gru(64, Bidirectional = true, Return = Sequence, InputDropout = 0.2f)]", "'gru1' also reads from the end" },
        { "RNN026", "features: 5)]", "features: 5, Name = \"workspace\")]", "[Input(steps: 30, features: 5, Name = \"workspace\")]", "'workspace' is also the name" },
        { "RNN026", "[Input(steps: 30, features: 5)]", "[Tokens(9, 30, Name = \"target\")] [Embedding(4)]", "[Tokens(9, 30, Name = \"target\")]", "'target' is also the name" },
        { "RNN026", "features: 5)]", "features: 5, Name = \"call\")]", "[Input(steps: 30, features: 5, Name = \"call\")]", "'call' is also the name" },
        { "RNN026", "features: 5)]", "features: 5, Name = \"space\")]", "[Input(steps: 30, features: 5, Name = \"space\")]", "'space' is also the name" },
        { "RNN026", "features: 5)]", "features: 5, Name = \"firstGradient\")]", "[Input(steps: 30, features: 5, Name = \"firstGradient\")]", "'firstGradient' is also the name" },
        { "RNN026", "features: 5)]", "features: 5, Name = \"y\")]", "[Input(steps: 30, features: 5, Name = \"y\")]", "'y' is also the name" },
        { "RNN026", "[Dense(1)]\n[Loss(MeanSquaredError)]", "[Dense(1)]\n[Dense(1, From = \"dense1\", Name = \"gradients\")]\n[Loss(External)]", "[Dense(1, From = \"dense1\", Name = \"gradients\")]", "'gradients' is also the name" },
        { "RNN027", "[Dense(1)]\n[Loss(MeanSquaredError)]", "[Dense(1, Activation = Sigmoid)]\n[Loss(BinaryCrossEntropyWithLogits)]", "[Dense(1, Activation = Sigmoid)]", "'dense2' ends with Sigmoid, which BinaryCrossEntropyWithLogits applies once more" },
        { "RNN012", $"{Model}\n[Input(steps: 30, features: 5)]\n{AllLayers}", "[Model(Stateful = true)]\n[Input(30, 5)]\n[Conv1D(4, 3, Padding = Causal)]", "[Model(Stateful = true)]", "'Model' says Stateful = true, but no layer has a state that could go on" },
        { "RNN012", "features: 5)]", "features: 5)] [Input(7)]", "[Input(7)]", "'x2' says [Input], but no layer reads it; name it in a From" },
        { "RNN028", $"{Model}\n[Input(steps: 30, features: 5)]\n{AllLayers}\n[Loss(MeanSquaredError)]", "[Model(Trainable = false)]\n[Input(30, 5, Lengths = true)]\n[Dense(6)]", "[Input(30, 5, Lengths = true)]", "'x' says Lengths = true, but neither an output nor a loss depends on it" },
        { "RNN029", "[Dropout(0.2f)]", "[Dropout(0)]", "[Dropout(0)]", "'dropout1' says rate = 0, but nothing is dropped" },
        { "RNN029", $"{Model}\n[Input(steps: 30, features: 5)]\n{AllLayers}\n[Loss(MeanSquaredError)]", "[Model(Trainable = false)]\n[Input(3, 5)]\n[Gru(4, InputDropout = 0.25f)]", "[Gru(4, InputDropout = 0.25f)]", "'gru1' says InputDropout = 0.25, but the model says Trainable = false" },
        { "RNN030", "[Dense(1)]\n[Loss(MeanSquaredError)]", "[Dense(1)]\n[Dense(2, From = \"dense1\")]\n[Loss(MeanSquaredError, Of = \"dense2\")]", "[Dense(2, From = \"dense1\")]", "no loss judges 'dense3'" },
        { "RNN031", "[Gru(32)]", "[Gru(32, Bidirectional = true)]", "[Gru(32, Bidirectional = true)]", "'RidershipForecaster' gets no Step, because 'gru2' also reads from the end" },
        { "RNN031", "[Gru(32)]", "[MaxPooling1D(2)] [Gru(32)]", "[MaxPooling1D(2)]", "'RidershipForecaster' gets no Step, because 'maxpooling1d1' makes windows of several steps" },
        { "RNN031", "[Gru(32)]", "[Attention] [Gru(32)]", "[Attention]", "because 'attention1' looks at all steps at once" },
        { "RNN031", "[Gru(32)]", "[MultiHeadAttention(4)] [Gru(32)]", "[MultiHeadAttention(4)]", "because 'multiheadattention1' looks at all steps at once" },
        { "RNN031", "[Gru(32)]", "[PositionalEmbedding(30)] [Gru(32)]", "[PositionalEmbedding(30)]", "because 'positionalembedding1' counts the steps" },
        { "RNN031", "[Gru(32)]", "[PositionalEncoding] [Gru(32)]", "[PositionalEncoding]", "because 'positionalencoding1' counts the steps" },
        { "RNN031", "[Gru(32)]", "[Conv1D(8, 3, Padding = ConvolutionPadding.Same)] [Gru(32)]", "[Conv1D(8, 3, Padding = ConvolutionPadding.Same)]", "because 'conv1d1' looks ahead" },
        { "RNN031", "[Gru(32)]", "[Conv1D(8, 2, Dilation = 300, Padding = Causal)] [Gru(32)]", "[Conv1D(8, 2, Dilation = 300, Padding = Causal)]", "because 'conv1d1' looks back 300 steps" },
        { "RNN031", "features: 5)]", "features: 5, FixedSteps = true)]", "[Input(steps: 30, features: 5, FixedSteps = true)]", "because 'x' has a fixed number of steps, 30" },
        { "RNN031", "[Dropout(0.2f)]", "[RepeatVector(7)]", "[RepeatVector(7)]", "because 'repeatvector1' has a fixed number of steps, 7" },
        { "RNN033", "[Gru(32)]", "[Gru(32, InitialStateFrom = \"gru1\")]", "[Gru(32, InitialStateFrom = \"gru1\")]", "'gru2' has the states h [32] and cannot start from 'gru1', which gives h [64]: give both the same units" },
        { "RNN033", "[Gru(32)]", "[Gru(64, Bidirectional = true, InitialStateFrom = \"gru1\")]", "[Gru(64, Bidirectional = true, InitialStateFrom = \"gru1\")]", "the states h [2 × 64] and cannot start from 'gru1', which gives h [64]: give both the same Layers and Bidirectional" },
        { "RNN033", "[Gru(32)]", "[Lstm(64, InitialStateFrom = \"gru1\")]", "[Lstm(64, InitialStateFrom = \"gru1\")]", "the states h [64], c [64] and cannot start from 'gru1', which gives h [64]: use one kind of layer for both" },
        { "RNN033", "[Gru(32)]", "[Lstm(64, Return = Sequence)] [Gru(64, InitialStateFrom = \"lstm1\")]", "[Gru(64, InitialStateFrom = \"lstm1\")]", "the states h [64] and cannot start from 'lstm1', which gives h [64], c [64]" },
        { "RNN033", "[Gru(32)]", "[Input(7)] [Gru(32, InitialStateFrom = \"x2\")]", "[Gru(32, InitialStateFrom = \"x2\")]", "'x2', which gives a vector [7]: bring it to the size of h with [Dense(32)]" },
        { "RNN033", "[Gru(32)]", "[Dense(32)] [Gru(32, InitialStateFrom = \"dense1\")]", "[Gru(32, InitialStateFrom = \"dense1\")]", "'dense1', which gives a sequence [30 × 32]: let it give its last step only" },
        { "RNN034", "features: 5)]", "features: 5, Lengths = true)] [Input(5, StepsOf = \"x\", Lengths = true)] [Add(From = \"x, x2\")]", "[Add(From = \"x, x2\")]", "'add1' joins 'x' [30 × 5], 'x2' [30 × 5], of which the lengths of 'x'; the lengths of 'x2' tell what counts" },
        { "RNN034", "features: 5)]", "features: 5)] [Input(5, StepsOf = \"x\", Lengths = true)] [Concatenate(From = \"x, x2\")]", "[Concatenate(From = \"x, x2\")]", "of which every step; the lengths of 'x2' tell what counts" },
        { "RNN034", "features: 5)]", "features: 5)] [Input(6, 5, Lengths = true)] [Tokens(9, StepsOf = \"x2\", Padding = 0, MaskPadding = true)] [Embedding(5, From = \"x3\")] [Attention(From = \"x, x2, embedding1\")]", "[Attention(From = \"x, x2, embedding1\")]", "of which the lengths of 'x2'; the tokens of 'x3' tell what counts" },
        { "RNN031", "[Input(steps: 30, features: 5)]", LookingBack, Model, "gets no Step, because its state would have 2,056,384 bytes" },
    };

    /// <summary>An id, and an edit that comes close to it and is right.</summary>
    public static TheoryData<string, string, string> Right => new()
    {
        { "RNN001", Class, Class + " partial class RidershipForecaster { class Inner; }" },
        { "RNN002", "public partial", "internal sealed partial" },
        { "RNN003", Class, Class + " [System.Obsolete] partial class RidershipForecaster;" },
        { "RNN004", "steps: 30, features: 5", "30, 5" },
        { "RNN006", AllLayers, "[Dense(1)]" },
        { "RNN007", "[Gru(32)]", "[Gru(1, Layers = 1)]" },
        { "RNN008", "[Dropout(0.2f)]", "[Dropout(0)]" },
        { "RNN008", "[Dropout(0.2f)]", "[Dropout(0.99f)]" },
        { "RNN009", "[Gru(32)]", "[Dense(4)] [Dropout(0.1f)] [Gru(32)]" },
        { "RNN010", "[Dense(1)]", "[Dense(1, Name = \"gru3\")]" },
        { "RNN011", "[Dense(1)]", "[Dense(1, Name = \"_head2\")]" },
        { "RNN012", "[Gru(32)]", "[Gru(32, Layers = 2, BetweenDropout = 0.5f)]" },
        { "RNN012", "[Gru(32)]", "[Rnn(32, Activation = Tanh)]" },
        { "RNN012", Model, "[Model(Stateful = true)]" },
        { "RNN013", "[Loss(MeanSquaredError)]", "[Loss(External)]" },
        { "RNN014", "[Dense(1)]", "[Dense(2)]" },
        { "RNN017", "class RidershipForecaster", "class Forwarder" },
        { "RNN018", "[Dense(1)]", "[Dense(1, From = \" dense1 \")]" },
        { "RNN018", "[Gru(32)]", "[Gru(32, Bidirectional = true, Name = \"back\")] [Dense(3, From = \"back.backward\")]" },
        { "RNN019", "[Dense(32, Activation = Relu)]", "[Dense(32, From = \"late\")] [Dense(3, From = \"gru2\", Name = \"late\")] [Add(From = \"late, late\")]" },
        { "RNN020", "[Gru(32)]", "[Dense(64, From = \"x\")] [Add(From = \"gru1, dense1\")] [Gru(32)]" },
        { "RNN020", "[Gru(32)]", "[Concatenate(From = \"x, gru1\")] [Gru(32)]" },
        { "RNN021", "[Input(steps: 30, features: 5)]", "[Tokens(100, 30)] [Embedding(8)]" },
        { "RNN022", "(MeanSquaredError)", "(MeanSquaredError, Of = \"dense2\")" },
        { "RNN023", "[Dense(1)]", "[Dense(1)] [Dense(2)]" },
        { "RNN024", "[Dense(1)]\n[Loss(MeanSquaredError)]", "[Dense(2)]\n[Loss(CrossEntropyWithLogits, ClassWeights = new[] { 1, 2.5 })]" },
        { "RNN025", "[Gru(32)]", "[Gru(32, Bidirectional = true)]" },
        { "RNN026", "features: 5)]", "features: 5, Name = \"days\")]" },
        { "RNN027", "(MeanSquaredError)", "(BinaryCrossEntropyWithLogits)" },
        { "RNN028", "features: 5)]", "features: 5, Lengths = true)]" },
        { "RNN029", "[Dropout(0.2f)]", "[Dropout(0.01f)]" },
        { "RNN030", "[Dense(1)]\n[Loss(MeanSquaredError)]", "[Dense(1)]\n[Dense(2, From = \"dense1\")]\n[Loss(MeanSquaredError, Of = \"dense2\")]\n[Loss(Huber, Of = \"dense3\")]" },
        { "RNN031", "[Gru(32)]", "[Gru(32, Bidirectional = false)]" },
        { "RNN031", "[Gru(32)]", "[Conv1D(8, 3, Padding = Causal)] [GlobalMaxPooling1D]" },
        { "RNN031", $"{Model}\n[Input(steps: 30, features: 5)]\n{AllLayers}\n[Loss(MeanSquaredError)]", "[Model]\n[Input(9, 4, Name = \"source\")] [Input(30, 5)] [Lstm(8, From = \"source\", Bidirectional = true)] [Dense(6)] [Gru(6, Return = Sequence, From = \"x2\", InitialStateFrom = \"dense1\")] [Dense(1)]\n[Loss(MeanSquaredError)]" },
        { "RNN031", "[Input(steps: 30, features: 5)]", LookingBack.Replace("2000", "200", StringComparison.Ordinal) },
        { "RNN032", "[Dense(1)]", "[Dense(3)]" },
        { "RNN033", "[Gru(32)]", "[Gru(64, InitialStateFrom = \"gru1\")]" },
        { "RNN033", "[Gru(32)]", "[Input(32)] [Gru(32, InitialStateFrom = \"x2\")]" },
        { "RNN034", "features: 5)]", "features: 5, Lengths = true)] [Input(5, StepsOf = \"x\")] [Add(From = \"x, x2\")]" },
        { "RNN034", "[Gru(32)]", "[Conv1D(5, 3, From = \"x\")] [Add(From = \"x, conv1d1\")] [Gru(32)]" },
        { "RNN035", $"{Model}\n[Input(steps: 30, features: 5)]\n{AllLayers}\n[Loss(MeanSquaredError)]", "[Model(Trainable = false, Weights = Bf16)]\n[Input(30, 5)] [Gru(3)]\n" },
        { "RNN015", "steps: 30", "steps: 1" },
        { "RNN016", Class, Class + " [System.Obsolete] class Other;" },
    };

    /// <summary>A second sequence of many steps, at all of which every step of the first one looks.</summary>
    private const string LookingBack = "[Input(30, 256)] [Input(2000, 256, Name = \"keys\")] [Attention(From = \"x, keys\", Name = \"looking\")]";

    private const string Model = "[Model(Trainable = true, Precision = Float32)]";
    private const string Class = "public partial class RidershipForecaster;";
    private const string TwoGrus = "[Gru(64, Return = Sequence, InputDropout = 0.2f)]\n[Gru(32)]";
    private const string AllLayers = TwoGrus + "\n[Dense(32, Activation = Relu)]\n[Dropout(0.2f)]\n[Dense(1)]";

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Says_what_is_wrong_at_the_attribute(string id, string old, string @new, string at, string names)
    {
        var source = Edit(old, @new);
        var run = GeneratorHost.Run(source, Lenient);

        var diagnostic = Assert.Single(run.Said);
        Assert.True(id == diagnostic.Id, diagnostic.ToString());
        Assert.Contains(names, diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(at[1..^1], source[diagnostic.Location.SourceSpan.Start..diagnostic.Location.SourceSpan.End]);

        if (diagnostic.Severity == DiagnosticSeverity.Error)
        {
            Assert.Empty(run.Files);
        }
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void Stays_silent_beside_it(string id, string old, string @new) =>
        Assert.DoesNotContain(GeneratorHost.Run(Edit(old, @new)).Said, diagnostic => diagnostic.Id == id);

    [Fact]
    public void Every_diagnostic_is_tested_both_ways()
    {
        // Those of a user's own cell have tests of their own, wrong and right.
        var cells = CellDiagnosticTests.Wrong.Select(row => (string)row[0]).Except(Wrong.Select(row => (string)row[0])).ToList();
        var ids = Descriptors.All.Select(descriptor => descriptor.Id).ToList();
        Assert.Equal(ids, Wrong.Select(row => (string)row[0]).Append("RNN014").Append("RNN032").Concat(cells).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(ids.Except(cells), Right.Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_right_declaration_has_nothing_to_say() => Assert.Empty(GeneratorHost.Run(Declarations.Ridership).Diagnostics);

    [Fact]
    public void Unsafe_code_that_is_off_is_an_error_of_the_project()
    {
        var run = GeneratorHost.Run(Declarations.Ridership, new GeneratorHostOptions { AllowUnsafe = false });

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("RNN014", diagnostic.Id);
        Assert.Contains("<AllowUnsafeBlocks>true</AllowUnsafeBlocks>", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void A_nested_class_is_refused()
    {
        var run = GeneratorHost.Run(Edit("[Model", "public partial class Outer { [Model").TrimEnd() + " }");

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("RNN002", diagnostic.Id);
        Assert.Contains("'RidershipForecaster' is nested in 'Outer':", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Empty(run.Files);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Equal(
        ["RNN007", "RNN009", "RNN008", "RNN010", "RNN013"],
        GeneratorHost.Run("""
            using RnnGen;

            [Input(steps: 3, features: 2), Gru(0), Gru(1), Dropout(2), Dense(1, Name = "gru1")]
            [Model] partial class Forecaster;
            """).Diagnostics.Select(diagnostic => diagnostic.Id));

    [Fact]
    public void Mistakes_behind_a_mistake_are_found_in_graphs_too() => Assert.Equal(
        ["RNN018", "RNN007", "RNN009", "RNN020", "RNN012"],
        GeneratorHost.Run("""
            using RnnGen;

            [Model, Input(steps: 3, features: 2)]
            [Dense(1, Name = "lost", From = "nowhere")]
            [Gru(0, From = "x"), Lstm(4), Dense(3, From = "x", Name = "wide")]
            [Add(From = "wide, x"), Dense(1, From = "add1"), Dense(2, From = "lost"), Rnn(1, From = "wide", Merge = Sum)]
            [Loss(External)]
            partial class Forecaster;
            """).Diagnostics.Select(diagnostic => diagnostic.Id));

    /// <summary>The C# compiler asks no analyzer where a declaration is wrong, such as that of a field whose type is not generated.</summary>
    [Theory]
    [InlineData("[Gru(32)]", "[Gru(0)]", "RNN007")]
    [InlineData("Return = Sequence, ", "", "RNN009")]
    [InlineData("partial class", "class", "RNN001")]
    public void The_generator_says_what_keeps_it_from_generating(string old, string @new, string id)
    {
        var run = GeneratorHost.Run(Edit(old, @new) + "class User { RidershipForecaster.Workspace workspace; }");

        var diagnostic = Assert.Single(run.Result.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(run.Compilation.GetDeclarationDiagnostics(), error => error.Id == "CS0426");
    }

    [Fact]
    public void Hints_wait_until_there_are_no_mistakes()
    {
        static IEnumerable<string> Ids(string layers) => GeneratorHost.Run(Declarations.WithLayers(layers), Lenient).Said.Select(diagnostic => diagnostic.Id);

        Assert.Equal(["RNN031", "RNN029"], Ids("[Gru(3, Bidirectional = true)] [Dropout(0)]"));
        Assert.Equal(["RNN007"], Ids("[Gru(0, Bidirectional = true)] [Dropout(0)]"));
    }

    [Fact]
    public void A_pragma_silences_a_warning()
    {
        const string Stray = "using RnnGen;\n\n[Gru(3)]\nclass Forecaster;\n";

        Assert.Equal("RNN016", Assert.Single(GeneratorHost.Run(Stray, Lenient).Diagnostics).Id);
        Assert.Empty(GeneratorHost.Run(Stray.Replace("[Gru(3)]", "#pragma warning disable RNN016\n[Gru(3)]"), Lenient).Diagnostics);
    }

    /// <summary>Severities as declared, so that they can be told apart.</summary>
    private static GeneratorHostOptions Lenient => new() { WarningsAsErrors = false };

    private static string Edit(string old, string @new)
    {
        Assert.Contains(old, Declarations.Ridership);
        return Declarations.Ridership.Replace(old, @new);
    }
}
