using System.Diagnostics;
using System.Runtime.InteropServices;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.Support;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Xunit;

namespace HelloMeme.Tests.Graph.Networks;

/// <summary>The graphs of a 512 x 512 picture and film at the official sizes open in the runtime. All weights are the same zeros, so that no memory is needed for them.</summary>
public sealed class FullSizeTests(ITestOutputHelper output)
{
    private const int Side = 64;

    private static readonly Dictionary<string, Func<OnnxModel>> Graphs = new(StringComparer.Ordinal)
    {
        ["denoiser v5 film"] = () => DenoisingUNet.Build(Weights("sd15_unet"), Weights("hm5_reference"), Weights("hm5_motion"), new DenoisingOptions(2, 12, Side, Side) { Motion = MotionKind.Padded }),
        ["denoiser v5 film, Winograd"] = () => DenoisingUNet.Build(Weights("sd15_unet"), Weights("hm5_reference"), Weights("hm5_motion"), new DenoisingOptions(2, 12, Side, Side) { Motion = MotionKind.Padded, Form = GraphForm.Winograd }),
        ["denoiser v5 picture"] = () => DenoisingUNet.Build(Weights("sd15_unet"), Weights("hm5_reference"), null, new DenoisingOptions(2, 1, Side, Side)),
        ["denoiser v5b v5c picture"] = () => DenoisingUNet.Build(Weights("sd15_unet"), Weights("hm5b_reference"), null, new DenoisingOptions(2, 1, Side, Side)),
        ["denoiser v5b v5c picture, Winograd"] = () => DenoisingUNet.Build(Weights("sd15_unet"), Weights("hm5b_reference"), null, new DenoisingOptions(2, 1, Side, Side) { Form = GraphForm.Winograd }),
        ["reference net v5c, Winograd"] = () => ReferenceNet.Build(Weights("sd15_unet"), new ReferenceOptions(2, Side, Side) { Control = true, Form = GraphForm.Winograd }),
        ["reference net v5c"] = () => ReferenceNet.Build(Weights("sd15_unet"), new ReferenceOptions(2, Side, Side) { Control = true }),
        ["reference keys v5"] = () => ReferenceKeysValues.Build(Weights("hm5_reference"), UNetLayout.Read(Weights("sd15_unet")), new UNetOptions(2, Side, Side)),
        ["reference keys v5b v5c"] = () => ReferenceKeysValues.Build(Weights("hm5b_reference"), UNetLayout.Read(Weights("sd15_unet")), new UNetOptions(2, Side, Side)),
        ["text keys"] = () => TextKeysValues.Build(Weights("sd15_unet"), new UNetOptions(2, Side, Side)),
        ["control net"] = () => ControlNet.Build(Weights("hm5_control_base"), Weights("hm5_control_proj"), new ControlOptions(1, Side, Side, ExpressionKind.Emotion)),
        ["control net, Winograd"] = () => ControlNet.Build(Weights("hm5_control_base"), Weights("hm5_control_proj"), new ControlOptions(1, Side, Side, ExpressionKind.Emotion) { Form = GraphForm.Winograd }),
        ["text encoder"] = () => TextEncoder.Build(Weights("sd15_text_encoder"), ModuleConfig.Default, 2),
        ["image encoder"] = () => ImageEncoder.Build(Weights("ip_adapter_image_encoder"), ModuleConfig.Default, 3),
        ["expression encoder"] = () => ExpressionEncoder.Build(Weights("pd_fgc_motion"), 1),
        ["vae encoder"] = () => VaeEncoder.Build(Weights("sd15_vae"), ModuleConfig.Default, 1, 8 * Side, 8 * Side),
        ["vae decoder"] = () => VaeDecoder.Build(Weights("sd15_vae"), ModuleConfig.Default, 1, Side, Side),
        ["vae decoder, Winograd"] = () => VaeDecoder.Build(Weights("sd15_vae"), ModuleConfig.Default, 1, Side, Side, GraphForm.Winograd),
    };

    public static TheoryData<string> Names => [.. Graphs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_a_small_file_that_opens(string name)
    {
        var watch = Stopwatch.StartNew();
        var model = Graphs[name]();
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "net.onnx");
        using (var file = File.Create(path)) OnnxFile.Write(model, file);
        File.WriteAllBytes(Path.Combine(folder.Path, OnnxFile.AbsentWeights), []);
        Assert.InRange(new FileInfo(path).Length, 1, 5_000_000);

        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        options.AddSessionConfigEntry("session.disable_prepacking", "1");
        options.AddSessionConfigEntry("optimization.disable_specified_optimizers", "NchwcTransformer");
        using var zeros = new ZeroWeights(model.Weights, options);
        var built = watch.Elapsed;
        using var session = new InferenceSession(path, options);
        output.WriteLine($"{name}: {new FileInfo(path).Length / 1e6:0.00} MB, {model.Nodes.Count} nodes, {model.Weights.Sum(w => w.Shape.ElementCount) / 1e6:0} M weights, built in {built.TotalSeconds:0.0} s, opened in {(watch.Elapsed - built).TotalSeconds:0.0} s, working set {Environment.WorkingSet >> 20} MB");
        Assert.Equal(model.Inputs.Select(i => i.Name).Order(StringComparer.Ordinal), session.InputNames.Order(StringComparer.Ordinal));
        Assert.Equal(model.Outputs.Select(o => o.Name).Order(StringComparer.Ordinal), session.OutputNames.Order(StringComparer.Ordinal));
    }

    private static StateDict Weights(string name) => new(name, KeyList.Load(name), DType.Float);

    /// <summary>One buffer of zeros under every name.</summary>
    private sealed class ZeroWeights : IDisposable
    {
        private readonly List<OrtValue> _values = [];
        private readonly GCHandle _zeros;

        public ZeroWeights(IReadOnlyList<Weight> weights, SessionOptions options)
        {
            _zeros = GCHandle.Alloc(new byte[weights.Max(w => w.Shape.ElementCount * w.Type.Size())], GCHandleType.Pinned);
            foreach (var weight in weights)
            {
                var value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)(int)weight.Type, [.. weight.Shape.Select(d => d.Size)], _zeros.AddrOfPinnedObject(), weight.Shape.ElementCount * weight.Type.Size());
                _values.Add(value);
                options.AddInitializer(weight.Name, value);
            }
        }

        public void Dispose()
        {
            foreach (var value in _values) value.Dispose();
            _zeros.Free();
        }
    }
}
