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
        DefaultWaitTimeout = TimeSpan.FromSeconds(20);
        Services.AddMudServices();
        Services.AddSingleton(new StudioFolders(new StudioOptions { ModelsFolder = _folder.Path, DataFolder = Path.Combine(_folder.Path, "data") })).AddStorage().AddAssets().AddMotions().AddSingleton<AnalysisStore>().AddSingleton<EngineDesk>();
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

    [Theory]
    [InlineData(0, "v5", "steps lie between 1 and 100")]
    [InlineData(25, "v9", "versions are v5, v5b, v5c")]
    [InlineData(25, null, "A text of the settings is null")]
    public void Settings_of_a_file_that_cannot_be_used_are_told_and_stay_to_be_changed(int steps, string? version, string sentence)
    {
        _order = _order with { Engine = FilmEngine.HelloMeme, Settings = new() { NumInferenceSteps = steps, Version = version! } };
        var step = Open();
        step.WaitForAssertion(() => Assert.Contains(sentence, step.Find("[data-engine-fault]").TextContent, StringComparison.Ordinal));
        Assert.NotEmpty(step.FindAll("textarea"));
    }

    [Fact]
    public void A_missing_tokenizer_is_told_before_anything_is_ordered()
    {
        TestCheckpoint.Write(Path.Combine(_folder.Path, "checkpoints"), token: Xunit.TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(_folder.Path, "checkpoints", "stable-diffusion-v1-5", "tokenizer", "merges.txt"));
        _order = _order with { Engine = FilmEngine.HelloMeme };
        var step = Open();
        step.WaitForAssertion(() => Assert.Contains("put vocab.json and merges.txt of Stable Diffusion 1.5 into models/checkpoints/stable-diffusion-v1-5/tokenizer", step.Find("[data-engine-fault]").TextContent, StringComparison.Ordinal));
        Assert.Empty(step.FindAll("[data-estimate]"));
    }

    [Fact]
    public void A_version_that_makes_no_films_of_its_own_says_whose_networks_make_them()
    {
        _order = _order with { Engine = FilmEngine.HelloMeme, Settings = new() { Version = "v5c" } };
        var step = Open();
        step.WaitForAssertion(() => Assert.Contains("Films of v5c are made with v5's networks", step.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Contains(step.FindAll("label"), l => l.TextContent.Trim() == "v5c, films as v5");
        Assert.Contains(step.FindAll("label"), l => l.TextContent.Trim() == "v5b");
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
