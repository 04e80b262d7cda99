using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Networks;

/// <summary>Full-size graphs from the official checkpoints' key lists: every key is used or known, and graphs stay small files.</summary>
public sealed class OfficialKeysTests
{
    private const int Side = 64;

    [Fact]
    public void Denoisers_and_reference_net_use_every_key_of_the_unet()
    {
        var unet = TinyWeights.OfficialKeys("sd15_unet");
        Small(ReferenceNet.Build(unet, new ReferenceOptions(2, Side, Side) { Control = true }));
        Small(TextKeysValues.Build(unet, new UNetOptions(2, Side, Side)));
        Small(DenoisingUNet.Build(unet, null, null, new DenoisingOptions(2, 1, Side, Side)));
        Assert.Empty(unet.Unused(_ => false));
    }

    [Theory]
    [InlineData("hm5_reference", ".time_emb_proj.")] // stored by v5, used by none of its forward passes
    [InlineData("hm5b_reference", null)]
    public void Reference_attentions_use_every_key_but_the_known_idle_ones(string name, string? idle)
    {
        StateDict unet = TinyWeights.OfficialKeys("sd15_unet"), reference = TinyWeights.OfficialKeys(name);
        Small(ReferenceKeysValues.Build(reference, UNetLayout.Read(unet), new UNetOptions(2, Side, Side)));
        Small(DenoisingUNet.Build(unet, reference, null, new DenoisingOptions(2, 1, Side, Side)));
        Assert.Equal(idle is not null, reference.Unused(_ => false).Count > 0);
        Assert.All(reference.Unused(_ => false), key => Assert.Contains(idle!, key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MotionKind.Padded, true)]
    [InlineData(MotionKind.Unpadded, false)]
    public void Motion_modules_use_every_key(MotionKind kind, bool all)
    {
        StateDict unet = TinyWeights.OfficialKeys("sd15_unet"), motion = TinyWeights.OfficialKeys("hm5_motion");
        Small(DenoisingUNet.Build(unet, TinyWeights.OfficialKeys("hm5_reference"), motion, new DenoisingOptions(2, 12, Side, Side) { Motion = kind }));
        Assert.All(motion.Unused(_ => false), key => Assert.Contains("attn_pad", key, StringComparison.Ordinal));
        Assert.Equal(all, motion.Unused(_ => false).Count == 0);
    }

    [Fact]
    public void Control_net_and_projector_use_every_key()
    {
        StateDict control = TinyWeights.OfficialKeys("hm5_control_base"), projector = TinyWeights.OfficialKeys("hm5_control_proj");
        foreach (var expression in Enum.GetValues<ExpressionKind>()) Small(ControlNet.Build(control, projector, new ControlOptions(1, Side, Side, expression)));
        Assert.Empty(control.Unused(_ => false));
        Assert.Empty(projector.Unused(_ => false));
    }

    [Fact]
    public void A_checkpoint_of_another_kind_is_told_by_its_keys()
    {
        var fault = Assert.Throws<CheckpointException>(() => TextKeysValues.Build(TinyWeights.OfficialKeys("sd15_vae"), new UNetOptions(2, Side, Side)));
        Assert.Contains("mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight", fault.Message, StringComparison.Ordinal);
    }

    private static void Small(OnnxModel model) => Assert.InRange(OnnxFile.ToBytes(model).Length, 1, 5_000_000);
}
