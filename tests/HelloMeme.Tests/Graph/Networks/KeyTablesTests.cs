using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Networks.Keys;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Networks;

/// <summary>The key tables at the official sizes are the official key lists, key by key and shape by shape.</summary>
public sealed class KeyTablesTests
{
    private static readonly UNetLayout Official = new([320, 640, 1280, 1280], 2, 1280, 768, [true, true, true, false]);

    public static TheoryData<string> Names => [.. Tables.Keys];

    private static readonly Dictionary<string, KeyTable> Tables = new(StringComparer.Ordinal)
    {
        ["sd15_unet"] = StableDiffusionKeys.UNet(Official),
        ["sd15_vae"] = StableDiffusionKeys.Vae([128, 256, 512, 512], 2),
        ["sd15_text_encoder"] = ClipKeys.TextEncoder(49408, 77, 768, 3072, 12),
        ["ip_adapter_image_encoder"] = ClipKeys.ImageEncoder(224, 14, 1280, 5120, 32, 1024),
        ["pd_fgc_motion"] = ExpressionKeys.Encoder(256),
        ["hm5_reference"] = HelloMemeKeys.Reference(Official),
        ["hm5b_reference"] = HelloMemeKeys.StkReference(Official),
        ["hm5_control_base"] = HelloMemeKeys.ControlBase(Official, 2048),
        ["hm5_control_proj"] = HelloMemeKeys.ControlProjector(Official),
        ["hm5_motion"] = HelloMemeKeys.Motion(Official),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_table_is_the_official_list(string name)
    {
        var official = KeyList.Load(name).Values.Select(t => $"{t.Key} {t.ShapeText}").Order(StringComparer.Ordinal);
        var ours = Tables[name].Rows.Select(r => $"{r.Key} [{string.Join(", ", r.Shape)}]").Order(StringComparer.Ordinal);
        Assert.Equal(official, ours);
    }
}
