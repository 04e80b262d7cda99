using Bunit;
using HelloMeme.Studio.Components.Controls;
using MudBlazor.Services;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HelloMeme.Studio.Tests.Components.Controls;

public sealed class UploadDropTests : BunitContext
{
    private readonly BunitJSModuleInterop _upload;

    public UploadDropTests()
    {
        Services.AddMudServices();
        Services.AddOptions<StudioOptions>();
        JSInterop.Mode = JSRuntimeMode.Loose;
        var module = JSInterop.SetupModule("./js/upload/index.js");
        _upload = module.SetupModule("attach", _ => true);
        _upload.Mode = JSRuntimeMode.Loose;
        _upload.Setup<bool>("wantsCamera").SetResult(true);
    }

    [Theory]
    [InlineData(true, false, "image/*", "Choose a photo|Take a photo")]
    [InlineData(false, true, "video/*", "Choose a clip|Record a clip")]
    [InlineData(true, true, "image/*,video/*", "Choose a file|Take a photo|Record a clip")]
    public void Buttons_fit_what_is_wanted(bool pictures, bool clips, string accept, string buttons)
    {
        var drop = Open(pictures, clips);
        Assert.Equal(accept, drop.Find("input").GetAttribute("accept"));
        Assert.Equal(buttons, string.Join('|', drop.FindAll("button").Select(b => b.TextContent.Trim())));
    }

    [Fact]
    public async Task Progress_says_how_much_and_how_long()
    {
        var drop = Open();
        await drop.InvokeAsync(() => drop.Instance.Started("me.jpg"));
        await drop.InvokeAsync(() => drop.Instance.Progress(42.4, 12.3));
        Assert.Equal("42 %, 12 s left", drop.Find("[role=status]").TextContent.Trim());
        await drop.InvokeAsync(() => drop.Instance.Progress(100, 0));
        Assert.Equal("Checking the file", drop.Find("[role=status]").TextContent.Trim());
        await drop.Find("button").ClickAsync();
        Assert.Single(_upload.Invocations["cancel"]);
    }

    [Fact]
    public async Task Fault_stays_until_the_next_try()
    {
        var drop = Open();
        await drop.InvokeAsync(() => drop.Instance.Failed("This file is empty: choose another."));
        Assert.Contains("This file is empty", drop.Find("[role=alert]").TextContent);
        await drop.InvokeAsync(() => drop.Instance.Started("me.jpg"));
        Assert.Empty(drop.FindAll(".upload-fault"));
    }

    [Fact]
    public async Task Asset_is_told_to_the_page()
    {
        var told = Guid.Empty;
        var drop = Render<UploadDrop>(p => p.Add(d => d.Label, "Portrait").Add(d => d.OnUploaded, EventCallback.Factory.Create<Guid>(this, id => told = id)));
        var asset = Guid.NewGuid();
        await drop.InvokeAsync(() => drop.Instance.Uploaded(asset));
        Assert.Equal(asset, told);
    }

    [Fact]
    public async Task Clip_is_recorded_after_at_least_a_second()
    {
        var drop = Open(pictures: false, clips: true);
        await Button(drop, "Record a clip").ClickAsync();
        Assert.True((bool)_upload.Invocations["openCamera"].Single().Arguments[0]!);
        await Button(drop, "Record up to 10 s").ClickAsync();
        Assert.True(Button(drop, "Stop and use").HasAttribute("disabled"));
        await drop.InvokeAsync(() => drop.Instance.Seconds(1));
        await Button(drop, "Stop and use").ClickAsync();
        Assert.Single(_upload.Invocations["recordClip"]);
        Assert.Single(_upload.Invocations["stopRecording"]);
    }

    [Fact]
    public async Task Camera_that_cannot_open_says_why()
    {
        _upload.Setup<string?>("openCamera", _ => true).SetResult("No camera was found: connect one, or choose a file instead.");
        var drop = Open();
        await Button(drop, "Take a photo").ClickAsync();
        drop.WaitForAssertion(() => Assert.Contains("No camera was found", drop.Find("[role=alert]").TextContent));
        Assert.Empty(drop.FindAll("video"));
    }

    private IRenderedComponent<UploadDrop> Open(bool pictures = true, bool clips = false) =>
        Render<UploadDrop>(p => p.Add(d => d.Label, "Portrait").Add(d => d.Pictures, pictures).Add(d => d.Clips, clips));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<UploadDrop> drop, string text) =>
        drop.FindAll("button").Single(b => b.TextContent.Trim() == text);
}
