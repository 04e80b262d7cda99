using Bunit;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Components.Controls;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Motions;
using HelloMeme.Studio.Storage;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using Xunit;

namespace HelloMeme.Studio.Tests.Components.Controls;

public sealed class MakeBarTests : BunitContext
{
    private readonly TemporaryFolder _folder = new();

    public MakeBarTests()
    {
        Services.AddMudServices();
        Services.AddSingleton(TimeProvider.System).AddSingleton(new StudioFolders(new StudioOptions { ModelsFolder = _folder.Path, DataFolder = Path.Combine(_folder.Path, "data") }));
        Services.AddStorage().AddAssets().AddMotions().AddJobs();
        Services.AddOptions<StudioOptions>();
        Services.AddSingleton(_ => TestEngine.In(_folder.Path));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public async Task Settings_that_cannot_be_used_are_told_and_nothing_is_ordered()
    {
        var order = new RenderOrder { Portrait = Guid.NewGuid(), Motion = new MotionChoice { Preset = "wink" }, Engine = FilmEngine.HelloMeme, Settings = new() { NumInferenceSteps = 0 } };
        var bar = Render<MakeBar>(p => p.Add(b => b.Owner, "a").Add(b => b.Order, order).Add(b => b.Ready, true));
        await bar.Find("button").ClickAsync();
        bar.WaitForAssertion(() => Assert.Contains("steps lie between 1 and 100", bar.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Make it", bar.Find("button").TextContent.Trim());
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _folder.Dispose();
    }
}
