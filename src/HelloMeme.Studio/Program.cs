using HelloMeme.Studio;
using HelloMeme.Studio.Api;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.CommandLine;
using HelloMeme.Studio.Components;
using HelloMeme.Studio.Gallery;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Motions;
using HelloMeme.Studio.Previews;
using HelloMeme.Studio.Storage;
using HelloMeme.Studio.Visitors;
using HelloMeme.Studio.Webcam;
using MudBlazor.Services;

if (CommandLineProgram.Handles(args)) return await CommandLineProgram.RunAsync(args, CommandLineHost.OfProcess());

// 1. Settings and services
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.Services.AddStudio(builder.Configuration);

// 2. Records, visitors, what they upload
builder.Services.AddStorage().AddVisitors().AddAssets().AddStudioProblems();

// 3. Jobs and what they make
builder.Services.AddJobs().AddMemes().AddSharing().AddPreviews().AddMotions().AddWebcam();

// 4. Pages, and the API described
builder.Services.AddMudServices();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddApiDocument();

// 5. What every request passes: headers, faults told, session and limits
var app = builder.Build();
app.UseSecurityHeaders();
app.UseStudioProblems();
app.UseRouting(); // after the faults, so that a page they show instead is found
app.UseVisitors();
app.UseAntiforgery();

// 6. Endpoints
app.MapStaticAssets();
app.MapUploads();
app.MapAssets();
app.MapJobs();
app.MapMemes();
app.MapSharing();
app.MapPreviews();
app.MapWebcam();
app.MapMotions();
app.MapApiDocument();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null); // SecurityHeaders says it

// 7. Start
await app.Services.PrepareStorageAsync(app.Lifetime.ApplicationStopping);
await app.RunAsync();
return 0;
