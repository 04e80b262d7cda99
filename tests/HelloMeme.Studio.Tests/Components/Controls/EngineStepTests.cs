using Bunit;
using HelloMeme.Graph.Networks;
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

public sealed class EngineStepTests : BunitContext
{
    private readonly TemporaryFolder _folder = new();
    private RenderOrder _order = new() { Portrait = Guid.NewGuid(), Motion = new MotionChoice { Preset = "wink" } };

    public EngineStepTests()
    {
        Services.AddMudServices();
        Services.AddSingleton(new StudioFolders(new StudioOptions { DataFolder = _folder.Path })).AddStorage().AddAssets().AddMotions().AddSingleton<AnalysisStore>().AddSingleton<EngineDesk>();
        Services.AddOptions<StudioOptions>();
        Services.AddSingleton(_ => TestEngine.In(_folder.Path));
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule("./js/settings-form/index.js").Setup<string>("compose", _ => true).SetResult("caf\u00e9");
    }

    [Fact]
    public void Draft_shows_no_settings_and_asks_nothing()
    {
        var step = Open();
        Assert.Empty(step.FindAll("details, [data-missing-weights]"));
        Assert.Contains("ready in seconds", step.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_weights_the_engine_says_what_to_install_from_where_and_how_large()
    {
        var step = Open();
        await step.InvokeAsync(() => step.FindAll("input[type=radio]")[1].Change("on"));
        step.WaitForAssertion(() => Assert.NotEmpty(step.FindAll("[data-missing-weights]")));
        Assert.Equal(NetworkCatalog.Find("v5")!.Needed(film: true).Count, step.FindAll("[data-missing-weights] li").Count);
        Assert.Contains("stable-diffusion-v1-5/unet", step.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Contains("1.7 GB", step.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Contains("songkey/stable-diffusion-v1-5", step.Find("li").TextContent, StringComparison.Ordinal);
        Assert.Empty(step.FindAll("[data-estimate]"));
        Assert.Contains("studio's own analysis", step.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_the_official_face_files_is_told_with_what_lacks()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "checkpoints", "hello_group_facemodel")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "hello_face_det.onnx"), [], Xunit.TestContext.Current.CancellationToken);
        var step = Open();
        await step.InvokeAsync(() => step.FindAll("input[type=radio]")[1].Change("on"));
        step.WaitForAssertion(() => Assert.Contains("hello_face_landmark.onnx and hello_3dmm.onnx are missing", step.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Test_weights_show_the_banner_frames_time_and_memory()
    {
        TestCheckpoint.Write(Path.Combine(_folder.Path, "checkpoints"), token: Xunit.TestContext.Current.CancellationToken);
        var step = Open();
        await step.InvokeAsync(() => step.FindAll("input[type=radio]")[1].Change("on"));
        step.WaitForAssertion(() => Assert.Matches(@"\d+ frames, about [\d.]+ (s|min|h) and [\d.]+ (MB|GB) of memory on this device. A rough figure", step.Find("[data-estimate]").TextContent), TimeSpan.FromSeconds(60));
        Assert.Contains("Test weights: output is noise.", step.Find("[data-test-weights]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompt_is_composed_and_quick_is_marked()
    {
        _order = _order with { Engine = FilmEngine.HelloMeme };
        var step = Open();
        step.WaitForAssertion(() => Assert.NotEmpty(step.FindAll("textarea")));
        await step.Find("textarea").InputAsync(new() { Value = "cafe\u0301" });
        step.WaitForAssertion(() => Assert.Equal("caf\u00e9", _order.Settings!.Prompt), TimeSpan.FromSeconds(20));
        await step.InvokeAsync(() => step.FindAll("input[type=radio]")[3].Change("on"));
        Assert.True(_order.Quick);
        Assert.Equal((8, 1f), (_order.Rendered.NumInferenceSteps, _order.Rendered.GuidanceScale));
        Assert.Contains("lower quality", step.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<EngineStep> Open()
    {
        IRenderedComponent<EngineStep> step = null!;
        step = Render<EngineStep>(p => p.Add(s => s.Owner, "a").Add(s => s.Order, _order).Add(s => s.OnChange, change =>
        {
            _order = change(_order);
            step.Render(q => q.Add(s => s.Order, _order));
        }));
        return step;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _folder.Dispose();
    }
}
