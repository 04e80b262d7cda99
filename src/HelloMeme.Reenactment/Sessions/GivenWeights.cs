using System.Buffers;
using System.Runtime.InteropServices;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>The weights of one graph as the runtime takes them: stored bytes in place where type and form fit, else what <see cref="ConvertedWeights"/>
/// made of them. Must outlive the session they are given to.</summary>
internal sealed class GivenWeights : IDisposable
{
    private readonly ConvertedWeights _store;
    private readonly Dictionary<string, ConvertedSet> _sets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string File, long Offset)> _places = new(StringComparer.Ordinal);
    private readonly List<(string Name, OrtValue Value)> _values = [];
    private readonly List<MemoryHandle> _pins = [];

    private GivenWeights(ConvertedWeights store, SessionMode mode) => (_store, Mode) = (store, mode);

    public SessionMode Mode { get; }

    /// <summary>Some are 16-bit numbers.</summary>
    public bool HasHalves { get; private init; }

    /// <summary>The checkpoint file that most bytes come from: the base of the graph.</summary>
    public string Base { get; private init; } = "";

    /// <summary>What each weight is and how many bytes the runtime holds of it; equal names are one and the same memory when shared.</summary>
    public IReadOnlyList<(string Identity, long Bytes)> Sizes { get; private init; } = [];

    public static GivenWeights Open(OnnxModel model, SessionMode mode, ConvertedWeights store, CancellationToken token)
    {
        var given = new GivenWeights(store, mode)
        {
            HasHalves = model.Weights.Any(w => w.Type == DType.Half),
            Base = model.Weights.GroupBy(w => w.Source.Tensor.File).MaxBy(g => g.Sum(BytesOf))?.Key ?? "",
            Sizes = [.. model.Weights.Select(w => ($"{w.Source.Tensor.File}/{ConvertedSet.NameOf(w)}", BytesOf(w)))],
        };
        try
        {
            given.Take(model, token);
            return given;
        }
        catch
        {
            given.Dispose();
            throw;
        }
    }

    /// <summary>File and offset, relative to the store's folder, of a weight that the runtime reads itself; null for those it is given.</summary>
    public (string File, long Offset)? PlaceOf(Weight weight) => _places.TryGetValue(weight.Name, out var place) ? place : null;

    public void AddTo(SessionOptions options)
    {
        foreach (var (name, value) in _values) options.AddInitializer(name, value);
    }

    public void Dispose()
    {
        foreach (var (_, value) in _values) value.Dispose();
        foreach (var pin in _pins) pin.Dispose();
        _values.Clear(); // disposed twice, a pin would be given back twice
        _pins.Clear();
        foreach (var set in _sets.Values) _store.Return(set);
    }

    private void Take(OnnxModel model, CancellationToken token)
    {
        // 1. In the fast mode the runtime reads what convolutions use, so that it can lay it out anew
        var read = Mode == SessionMode.Fast ? ConvolutionOperands(model) : [];

        // 2. What is not stored as it is wanted, per source file; without a lasting name nothing can be kept
        var wanted = model.Weights.Where(w => read.Contains(w.Name) || !w.Source.IsStoredAs(w.Type)).Where(w => ConvertedWeights.IsLasting(w.Source.Tensor.File));
        foreach (var source in wanted.GroupBy(w => w.Source.Tensor.File)) _sets.Add(source.Key, _store.Open(source.Key, [.. source], token));

        // 3. Each weight: read by the runtime, mapped, or converted for this session alone
        foreach (var weight in model.Weights)
        {
            var kept = _sets.TryGetValue(weight.Source.Tensor.File, out var set) ? set.Find(weight) : null;
            if (kept is not null && read.Contains(weight.Name)) _places.Add(weight.Name, (kept.File, kept.Offset));
            else if (weight.Source.IsStoredAs(weight.Type)) _values.Add((weight.Name, InPlace(weight, weight.Source.Tensor.Data)));
            else _values.Add((weight.Name, kept is not null ? InPlace(weight, kept.Data) : Converted(weight)));
        }
    }

    private static HashSet<string> ConvolutionOperands(OnnxModel model) =>
        [.. model.Nodes.Where(n => n.OpType is "Conv" or "ConvTranspose").SelectMany(n => n.Inputs.Skip(1))];

    private unsafe OrtValue InPlace(Weight weight, ReadOnlyMemory<byte> bytes)
    {
        var pin = bytes.Pin();
        _pins.Add(pin);
        return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)(int)weight.Type, SizesOf(weight.Shape), (nint)pin.Pointer, bytes.Length);
    }

    private static OrtValue Converted(Weight weight)
    {
        var bytes = WeightPack.Elements(weight);
        return weight.Type == DType.Float
            ? OrtValue.CreateTensorValueFromMemory(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), SizesOf(weight.Shape))
            : OrtValue.CreateTensorValueFromMemory(MemoryMarshal.Cast<byte, Float16>(bytes).ToArray(), SizesOf(weight.Shape));
    }

    private static long[] SizesOf(Shape shape) => [.. shape.Select(d => d.Size)];

    private static long BytesOf(Weight weight) => weight.Shape.ElementCount * weight.Type.Size();
}
