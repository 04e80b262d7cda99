using System.Buffers;
using System.Runtime.InteropServices;
using HelloMeme.Graph.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>The weights of one graph as the runtime takes them: stored bytes in place where type and form fit, converted copies otherwise.
/// Must outlive the session they are given to.</summary>
public sealed class GivenWeights : IDisposable
{
    private readonly List<(string Name, OrtValue Value)> _values = [];
    private readonly List<MemoryHandle> _pins = [];

    public GivenWeights(IEnumerable<Weight> weights)
    {
        foreach (var weight in weights)
        {
            HasHalves |= weight.Type == DType.Half;
            _values.Add((weight.Name, weight.Source.IsStoredAs(weight.Type) ? InPlace(weight) : Converted(weight)));
        }
    }

    /// <summary>Some are 16-bit numbers.</summary>
    public bool HasHalves { get; }

    internal void AddTo(SessionOptions options)
    {
        foreach (var (name, value) in _values) options.AddInitializer(name, value);
    }

    public void Dispose()
    {
        foreach (var (_, value) in _values) value.Dispose();
        foreach (var pin in _pins) pin.Dispose();
    }

    private unsafe OrtValue InPlace(Weight weight)
    {
        var bytes = weight.Source.Tensor.Data;
        var pin = bytes.Pin();
        _pins.Add(pin);
        return OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, ElementType(weight.Type), Sizes(weight.Shape), (nint)pin.Pointer, bytes.Length);
    }

    private static OrtValue Converted(Weight weight)
    {
        var floats = weight.Source.ToFloats();
        if (weight.Type == DType.Float) return OrtValue.CreateTensorValueFromMemory(floats, Sizes(weight.Shape));
        var halves = new Float16[floats.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertToHalf(floats, MemoryMarshal.Cast<Float16, Half>(halves.AsSpan()));
        return OrtValue.CreateTensorValueFromMemory(halves, Sizes(weight.Shape));
    }

    private static Microsoft.ML.OnnxRuntime.Tensors.TensorElementType ElementType(DType type) => (Microsoft.ML.OnnxRuntime.Tensors.TensorElementType)(int)type;

    private static long[] Sizes(Shape shape) => [.. shape.Select(d => d.Size)];
}
