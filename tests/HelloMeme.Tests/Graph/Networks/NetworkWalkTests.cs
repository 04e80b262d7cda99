using CsCheck;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Networks.Keys;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Networks;

/// <summary>Whatever shapes a file claims: its fault is a sentence, never a crash of the builder or memory by a size from the file.</summary>
public sealed class NetworkWalkTests
{
    private static readonly UNetLayout UNet = new([32, 64, 96, 96], 1, 128, 32, [true, true, true, false]);

    public static TheoryData<NetworkKind> Kinds => [.. Enum.GetValues<NetworkKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Sound_keys_have_no_fault_and_those_of_another_network_have_one(NetworkKind kind)
    {
        Assert.Null(NetworkWalk.FaultOf(kind, Weights(Tensors(kind)), ModuleConfig.Default));
        foreach (var other in Enum.GetValues<NetworkKind>().Where(k => k != kind))
            Assert.NotNull(NetworkWalk.FaultOf(kind, Weights(Tensors(other)), ModuleConfig.Default));
        Assert.NotNull(NetworkWalk.FaultOf(kind, Weights(new Dictionary<string, StoredTensor>(StringComparer.Ordinal)), ModuleConfig.Default));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Drawn_shapes_are_faults_that_name_a_key(NetworkKind kind)
    {
        var tensors = Tensors(kind);
        var keys = tensors.Keys.Order(StringComparer.Ordinal).ToArray();
        var size = Gen.OneOf<long>(0, 1, 2, 5, 96, 100_000, 1 << 21, int.MaxValue);
        Gen.Select(Gen.Int[0, keys.Length - 1], size.Array[0, 4], size, Gen.Int[0, 3]).Sample((place, drawn, one, axis) =>
        {
            var known = tensors[keys[place]].Shape.ToArray();
            if (axis < known.Length) known[axis] = one; // a shape that is nearly right gets further than one that is not
            var shape = axis < known.Length ? known : drawn;
            var changed = new Dictionary<string, StoredTensor>(tensors, StringComparer.Ordinal) { [keys[place]] = tensors[keys[place]] with { Shape = shape, Data = default } };
            NetworkWalk.FaultOf(kind, Weights(changed), ModuleConfig.Default);
        }, iter: 60);
    }

    [Theory]
    [InlineData(NetworkKind.TextEncoder, "text_model.embeddings.position_embedding.weight", new long[] { 77, 0 })]
    [InlineData(NetworkKind.ControlNet, "emo_proj.linear_1.weight", new long[] { 0, int.MaxValue })]
    [InlineData(NetworkKind.ExpressionEncoder, "model.conv1.weight", new long[] { int.MaxValue, 0, 3, 3 })]
    public void Sizes_that_no_network_has_are_told_with_their_key(NetworkKind kind, string key, long[] shape)
    {
        var tensors = Tensors(kind);
        tensors[key] = tensors[key] with { Shape = shape, Data = default };
        var weights = Weights(tensors);
        Assert.NotNull(NetworkWalk.FaultOf(kind, weights, ModuleConfig.Default));
        Assert.Contains(weights.Faults, f => f.StartsWith($"'{key}' is [{string.Join(", ", shape)}]", StringComparison.Ordinal));
    }

    private static StateDict Weights(IReadOnlyDictionary<string, StoredTensor> tensors) => new("net", tensors, DType.Float);

    private static Dictionary<string, StoredTensor> Tensors(NetworkKind kind) => kind == NetworkKind.ImageEncoder
        ? KeyList.Load("ip_adapter_image_encoder")
        : Table(kind).Rows.ToDictionary(r => r.Key, r => new StoredTensor("net", r.Key, StoredType.F32, r.Shape, default), StringComparer.Ordinal);

    private static KeyTable Table(NetworkKind kind) => kind switch
    {
        NetworkKind.UNet => StableDiffusionKeys.UNet(UNet),
        NetworkKind.Vae => StableDiffusionKeys.Vae([32, 64, 96, 96], 1),
        NetworkKind.TextEncoder => ClipKeys.TextEncoder(100, 77, 64, 128, 2),
        NetworkKind.ReferenceAdapter => HelloMemeKeys.Reference(UNet),
        NetworkKind.ControlNet => HelloMemeKeys.ControlBase(UNet, 48),
        NetworkKind.ControlProjector => HelloMemeKeys.ControlProjector(UNet),
        NetworkKind.ExpressionEncoder => ExpressionKeys.Encoder(32),
        _ => HelloMemeKeys.Motion(UNet),
    };
}
