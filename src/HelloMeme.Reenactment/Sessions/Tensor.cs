using System.Runtime.InteropServices;
using HelloMeme.Graph.Onnx;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>A shape and its elements, row-major, ready for a <see cref="NetworkSession"/>. On the host it is memory that the runtime reads
/// and writes in place; on the device (<see cref="DeviceMemory"/>) only networks see its elements. Whoever made it disposes it.</summary>
public sealed class Tensor : IDisposable
{
    private readonly Array? _elements;

    private Tensor(DType type, long[] shape, OrtValue value, Array? elements) => (Type, Shape, Value, _elements) = (type, shape, value, elements);

    public DType Type { get; }

    public IReadOnlyList<long> Shape { get; }

    public bool OnDevice => _elements is null;

    /// <exception cref="InvalidCastException">Not made of 32-bit numbers.</exception>
    /// <exception cref="InvalidOperationException">It lies on the device.</exception>
    public Span<float> Floats => (float[])Elements;

    /// <exception cref="InvalidCastException">Not made of 16-bit numbers.</exception>
    /// <exception cref="InvalidOperationException">It lies on the device.</exception>
    public Span<Half> Halves => MemoryMarshal.Cast<Float16, Half>(((Float16[])Elements).AsSpan());

    /// <exception cref="InvalidCastException">Not made of 64-bit integers.</exception>
    /// <exception cref="InvalidOperationException">It lies on the device.</exception>
    public Span<long> Longs => (long[])Elements;

    internal OrtValue Value { get; }

    private Array Elements => _elements ?? throw new InvalidOperationException("This tensor lies on the device: download it first.");

    /// <summary>Zeros on the host.</summary>
    public static Tensor OfFloats(params long[] shape) => Of(DType.Float, shape);

    /// <summary>Zeros on the host.</summary>
    public static Tensor OfHalves(params long[] shape) => Of(DType.Half, shape);

    /// <summary>Zeros on the host.</summary>
    public static Tensor OfLongs(params long[] shape) => Of(DType.Int64, shape);

    /// <summary>Zeros of a type on the host.</summary>
    public static Tensor Of(DType type, params long[] shape)
    {
        switch (type)
        {
            case DType.Float:
                var floats = new float[Count(shape)];
                return new Tensor(type, shape, OrtValue.CreateTensorValueFromMemory(floats, shape), floats);
            case DType.Half:
                var halves = new Float16[Count(shape)];
                return new Tensor(type, shape, OrtValue.CreateTensorValueFromMemory(halves, shape), halves);
            case DType.Int64:
                var longs = new long[Count(shape)];
                return new Tensor(type, shape, OrtValue.CreateTensorValueFromMemory(longs, shape), longs);
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "No tensors of this type enter or leave networks.");
        }
    }

    public void Dispose() => Value.Dispose();

    /// <summary>Undefined elements in an allocator's memory.</summary>
    internal static Tensor Allocate(OrtAllocator allocator, DType type, long[] shape)
    {
        Count(shape);
        return new Tensor(type, shape, OrtValue.CreateAllocatedTensorValue(allocator, (TensorElementType)(int)type, shape), null);
    }

    private static long Count(long[] shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            count = checked(count * size);
        }

        return count;
    }
}
