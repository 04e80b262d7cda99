using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Networks;

public sealed class NetworkCatalogTests
{
    public static TheoryData<string> Names => [.. NetworkCatalog.Checkpoints.Select(c => c.Name)];

    /// <summary>Over the graphs of each full-size checkpoint every key is used, or stands in its table of ignored keys with a reason.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_key_of_the_official_checkpoint_is_accounted_for(string name)
    {
        var entry = Entry(name);
        var tensors = KeyList.Load(KeyListName(name));
        var weights = new StateDict(name, tensors, DType.Float);
        NetworkWalk.Run(entry.Kind, weights, ModuleConfig.Default);
        Assert.Empty(weights.Unused(entry.Ignored.Knows));
        Assert.Equal(weights.Unused(_ => false), tensors.Keys.Where(entry.Ignored.Knows).Order(StringComparer.Ordinal)); // and what is ignored is not used
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Sizes_are_those_of_the_official_checkpoint(string name) =>
        Assert.Equal(KeyList.Load(KeyListName(name)).Values.Sum(t => t.Shape.Aggregate(1L, (count, size) => count * size)), Entry(name).Parameters);

    [Fact]
    public void Versions_are_complete()
    {
        Assert.Equal(["v5", "v5b", "v5c"], NetworkCatalog.Versions.Select(v => v.Name));
        Assert.All(NetworkCatalog.Versions, v => Assert.NotNull(NetworkCatalog.Find(v.Film)?.Motion));
        Assert.Null(NetworkCatalog.Find("v6"));
        Assert.Equal(["unet", "vae", "text_encoder", "pd_fgc_motion", "hm5c_reference", "hm5_control_base", "hm5c_control_proj"], NetworkCatalog.Find("v5c")!.Needed(film: false).Select(c => c.Name));
        Assert.Contains("hm5_motion", NetworkCatalog.Find("v5")!.Needed(film: true).Select(c => c.Name));
    }

    private static CheckpointEntry Entry(string name) => NetworkCatalog.Checkpoints.Single(c => c.Name == name);

    /// <summary>v5c's modules have the keys of v5b's and v5's.</summary>
    private static string KeyListName(string name) => name switch
    {
        "unet" or "vae" or "text_encoder" => "sd15_" + name,
        "image_encoder" => "ip_adapter_image_encoder",
        "hm5c_reference" => "hm5b_reference",
        "hm5c_control_proj" => "hm5_control_proj",
        _ => name,
    };
}
